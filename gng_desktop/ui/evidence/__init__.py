"""The list of images a session is about."""
