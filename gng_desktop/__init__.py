"""GNG Desktop: was this face made by a generator, and what in the picture says so?"""

__version__ = "0.1.0"
