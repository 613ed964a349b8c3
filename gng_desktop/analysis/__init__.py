"""The verdict on one image: one frozen `Analysis`, made by one function."""

from gng_desktop.core.text import N_

OWN = ("with_background", "without_background")
FAST_NOTE = N_("Fast analysis: the ViT detector was left out.")
"""What every result of ``--fast`` says."""
