"""Where an image file may come from: what its bytes state, whatever the score."""
