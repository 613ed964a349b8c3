"""The linked pictures of one image."""
