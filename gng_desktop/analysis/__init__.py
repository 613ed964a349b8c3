"""The verdict on one image: one frozen `Analysis`, made by one function."""

from gng_desktop.core.text import N_

OWN = ("with_background", "without_background")
"""Roles of the program's own two classifiers."""
FAST_NOTE = N_("Fast analysis: the ViT detector was left out.")
"""What every result of ``--fast`` says."""
HASHED = "SHA-256 of the mask: "
"""In the note of every result with a mask that an analyst corrected."""
NOT_FUSED_NOTE = N_(
    "A detector that the fused score weighs failed on this face; the verdict is made of the two "
    "classifiers alone."
)
"""What a result says where no score could be fused; why stands beside the detector's name."""
