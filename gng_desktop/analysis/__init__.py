"""The verdict on one image: one frozen `Analysis`, made by one function."""

from gng_desktop.core.text import N_
from gng_desktop.modelstore.manifest import SEGMENTER, WITH_BACKGROUND, WITHOUT_BACKGROUND

OWN = WITH, WITHOUT = WITH_BACKGROUND, WITHOUT_BACKGROUND
"""Roles of the program's own two classifiers."""
NEEDED = (SEGMENTER, *OWN)
"""Roles of the models that every analysis is made with."""
FAST_NOTE = N_("Fast analysis: the ViT detector was left out.")
"""What every result of ``--fast`` says."""
HASHED = "SHA-256 of the mask: "
"""In the note of every result with a mask that an analyst corrected."""
NOT_FUSED_NOTE = N_(
    "A detector that the fused score weighs failed on this face; the verdict is made of the two "
    "classifiers alone."
)
"""What a result says where no score could be fused; why stands beside the detector's name."""


def label_field(role: str) -> str:
    """Return where an `Analysis` and a row of a scan name the model of a role."""
    return role if role == SEGMENTER else f"classifier_{role}"
