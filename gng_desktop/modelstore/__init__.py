"""A model on disk: HDF5 weights and a manifest, checked by hash before anything is loaded."""
