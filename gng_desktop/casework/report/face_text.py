"""What a report says of images whose faces were judged one by one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from gng_desktop.casework.report import text
from gng_desktop.casework.report.sheet_text import pixels

if TYPE_CHECKING:
    from gng_desktop.analysis.result import Analysis

MOST_MISSING = 12
"""Faces not judged that are named."""

# -- the sheet of the image ----------------------------------------------------------------------

PROGRAM_SAYS = "Verdict of the program on the file, by the faces listed"
ANALYST_SAYS = "Decision of the analyst on the image"
NO_DECISION = "No decision is recorded for the image as a whole."
TITLE = "Faces"
FACE, WHERE, WHOLE = "Face", "Square that was judged", "Whole"
OTHER_HISTORY = "Decisions that are on none of these faces"
FRAMED = "Image as read, the square of every judged face framed and numbered"
RULE = (
    "A file counts as generated if any of its faces does; as inconclusive if none does, but one is "
    "inconclusive; and as real only if every face that could be judged is."
)
CAUTION = (
    "Each face was judged as if it were the only one: the more faces there are, the more likely "
    "one of them is misjudged. Nothing is said of faces that are not listed."
)
WHOLE_ASIDE = (
    "The row “Whole” is the picture judged as a whole; it has no part in the verdict on the file."
)


def faces(number: int) -> str:
    """Return how many faces there are."""
    return text.count(number, "face", "faces")


def judged(number: int, whole: bool) -> str:
    """Say what of an image was judged."""
    told = "one face, on its own" if number == 1 else f"{number:,} faces, each on its own"
    return f"{told}; and the whole picture" if whole else told


def missing(known: Collection[int]) -> str:
    """Say which faces below the highest number were not judged; "" if all were."""
    left = (str(number) for number in range(1, max(known, default=0)) if number not in known)
    # A number may be anything where a case was tampered with.
    gaps = list(islice(left, MOST_MISSING + 1))
    if not gaps:
        return ""
    if len(gaps) == 1:
        return f"Face {gaps[0]} was not judged."
    if len(gaps) > MOST_MISSING:
        return f"Faces {', '.join(gaps[:-1])} and others were not judged."
    return f"Faces {', '.join(gaps[:-1])} and {gaps[-1]} were not judged."


def where(analysis: Analysis) -> str:
    """Say where in the image a face is."""
    box = analysis.face_box
    if box is None:
        return text.NONE
    # Where the column is too narrow the place comes on a line of its own.
    return f"{pixels(box[2], box[3])} at {box[0]:,},{text.HARD_SPACE}{box[1]:,}"


def support(face: int, word: str) -> str:
    """Say how well the verdict on the face that decides is supported."""
    return f"Face {face}: {word}"


# -- the sheet of a face -------------------------------------------------------------------------

NO_FACE_DECISION = "No decision is recorded for this face."
NO_REGIONS = "The scores of this face were not explained by regions."
NO_STRESS = "Whether the verdict survives re-posting was not tested for this face."
NO_VIEWS = "No pictures of this face are kept."
FACE_HISTORY = "All decisions on this face"
WHOLE_HISTORY = "All decisions on the whole picture"


def part_name(face: int | None) -> str:
    """Name a judged part of an image."""
    return "Whole picture" if face is None else f"Face {face}"


def part_heading(number: int, total: int, face: int | None, known: Sequence[int | None]) -> str:
    """Return what stands above the name of a judged part of image `number`.

    Parameters
    ----------
    number, total : int
        Of the image, and of how many.
    face : int or None
        Of the part.
    known : sequence of int or None
        Of all parts of the image.
    """
    image = f"Image {number} of {total}"
    if face is None:
        return f"{image}, judged as a whole"
    return f"{image}, one of its {faces(sum(n is not None for n in known))}"


# -- summary, contents, index --------------------------------------------------------------------

SUMMARY_NOTE = (
    "Where the faces of an image were judged one by one, the verdict is that on the file; support "
    "and scores are those of the face that decides."
)
ON_FACES = "on faces only"


def images(number: int) -> str:
    """Return how many images there are, for the contents, where some have several sheets."""
    return f"{text.count(number, 'image', 'images')}, a sheet each and one for each face"


def indexed(number: int, verdict: str) -> str:
    """Say what was found of a file whose faces were judged."""
    return f"{faces(number)} judged: {verdict}"


# -- method --------------------------------------------------------------------------------------

METHOD_PART = (
    "Where faces were judged one by one",
    "A detector finds the faces of the picture and numbers them in reading order; the square "
    f"around each is judged on its own. {RULE} Faces whose square is too small are left out.",
)
"""Heading and paragraph."""
CANNOT = "It judges those faces of an image that are named; nothing is said of others."
