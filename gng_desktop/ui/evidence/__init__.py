"""The list of images a sitting is about."""
