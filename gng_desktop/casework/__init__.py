"""What becomes of analyses: files per image, and the state of the installation."""
