"""Pixels, labels and views: pure NumPy, Pillow and OpenCV."""
