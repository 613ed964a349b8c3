"""Are the images of a case still what they were? The files that can be found, hashed again."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Literal, get_args

from gng_desktop.casework.case.connection import reading
from gng_desktop.casework.case.contents import Place
from gng_desktop.casework.file_names import same_file
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import opened
from gng_desktop.modelstore.strict import read

if TYPE_CHECKING:
    from gng_desktop.casework.case.store import Case

State = Literal["unchanged", "changed", "cannot be read", "not found here"]
STATES: tuple[State, ...] = get_args(State)
"""Of an image at several places, the first of them counts."""
WINDOWS = os.name == "nt"
_STEP = 32 << 20


@dataclass(frozen=True)
class EvidenceState:
    """What became of an image at one of its places.

    ``changed``: a file is there, and it is another one. `path` is where it was found or, if
    nowhere, where it was seen.
    """

    sha256: str
    path: str
    state: State


def whereabouts(place: Place, case: Path) -> list[Path]:
    """Return where the image of a place may be: there, and as seen from the folder of the case.

    The second finds images that moved together with the case, to another computer as well.
    """
    paths = [Path(place.path)]
    if place.relative is not None:
        paths.append(case.parent / place.relative)
    return paths


def candidates(place: Place, case: Path) -> list[Path]:
    """Return the files at `whereabouts` that can be looked at.

    Windows offers the user's password to whatever computer a path names, so those that another
    computer saw on a network are looked for only where the case itself lies.
    """
    paths = whereabouts(place, case)
    if WINDOWS and place.computer != platform.node():
        here = PureWindowsPath(str(case)).drive.lower()
        shares = [PureWindowsPath(str(path)).drive.lower() for path in paths]
        paths = [
            path
            for path, share in zip(paths, shares, strict=True)
            if share == here or not share.startswith("\\\\")
        ]
    # Unlike Path.is_file, this takes any name that the system does not know.
    return [path for path in dict.fromkeys(paths) if os.path.isfile(path)]  # noqa: PTH113


def read_places(case: Path) -> dict[str, list[Place]]:
    """Return, by the SHA-256 of each image, where it was seen; of a case of any schema.

    `CaseError` if the case cannot be read.
    """
    places: dict[str, list[Place]] = defaultdict(list)
    with reading(case, older=True) as connection:
        for row in connection.execute("SELECT image, facts FROM places ORDER BY id"):
            places[row["image"]].append(read(Place, json.loads(row["facts"])))
    return places


def refusal(case: Case, path: Path, replace: bool) -> str:
    """Say why what is made of a case must not be written to a path; "" if it may."""
    if same_file(path, case.path):
        return f"{path} is the case itself and is not replaced; choose another name."
    places = (place for image in case.images() for place in image.places)
    if any(same_file(path, found) for place in places for found in candidates(place, case.path)):
        return f"{path} is an image of the case and is not replaced; choose another name."
    if os.path.lexists(path) and not replace:
        return f"{path} exists already; choose another name, or add --replace."
    return ""


def check_evidence(
    sha256: str, places: Sequence[Place], case: Path
) -> Iterator[Progress | EvidenceState]:
    """Hash the files of one image, seen at `places`, that can be found; nothing is written to them.

    Yields `Progress` a few times a second, and an `EvidenceState` for each place.
    """
    for place in places:
        found = EvidenceState(sha256, place.path, "not found here")
        for path in candidates(place, case):
            state = yield from _state(sha256, path)
            if found.state == "not found here" or state == "unchanged":
                found = EvidenceState(sha256, str(path), state)
        yield found


def _state(sha256: str, path: Path) -> Generator[Progress, None, State]:
    digest = hashlib.sha256()
    try:
        with opened(path, sys.maxsize) as stream:
            while part := stream.read(_STEP):
                digest.update(part)
                yield Progress(0, 0, "Hashing the images of the case")
    except OSError:
        return "cannot be read"
    return "unchanged" if digest.hexdigest() == sha256 else "changed"
