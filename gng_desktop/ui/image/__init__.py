"""The image in view: its session, its findings, what is made of it."""
