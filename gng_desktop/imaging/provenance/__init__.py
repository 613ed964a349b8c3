"""Where an image file may come from: what its bytes state, apart from any score."""
