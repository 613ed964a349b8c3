"""Write everything found on one image where the user wants it, and replace nothing unasked."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.casework.decisions import Decision, decisions_json
from gng_desktop.casework.records import (
    PICTURES,
    ROLES,
    SUFFIXES,
    explanation_facts,
    faithfulness_facts,
    save_bars,
    save_curves,
    save_explanations,
    save_pictures,
    save_png,
)
from gng_desktop.core.files import write_json
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation, common_limit
from gng_desktop.explain.heat import heat, pale

if TYPE_CHECKING:
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained
    from gng_desktop.explain.rendering import Palette

VIEWS = ("overlay", "outlines", "mask", "stripped", "background")
"""What `export_views` writes of every image, beside the maps."""
VIEW_SUFFIXES = (
    *(f".{name}.png" for name in VIEWS),
    *(f".{method}.map.{role}.png" for method in METHODS for role in ROLES),
)
"""What may follow the stem in the names of exported views."""

STEM_BYTES = 180
"""Longest stem, bytes of UTF-8: file systems take 255 with suffixes."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)", re.IGNORECASE
)


class SavingError(Exception):
    """Results are not written; the text is one sentence for the user."""


class HasJson(Protocol):
    """Anything that says what it found as JSON values."""

    def to_json(self) -> Mapping[str, Any]: ...


@dataclass(frozen=True)
class Results:
    """What is known of one image, as far as it is known.

    Attributes
    ----------
    analysis : Analysis
    explained : sequence of Explained
        By one method each; those not complete are left out of what is written.
    tested : mapping of str to pair of Faithfulness
        How faithful both maps are, by `Explanation.method`.
    history : sequence of Decision
        All decisions on the image, the earliest first.
    provenance, stress : HasJson or None
    """

    analysis: Analysis
    explained: Sequence[Explained] = ()
    tested: Mapping[str, tuple[Faithfulness, Faithfulness]] = field(default_factory=dict)
    history: Sequence[Decision] = ()
    provenance: HasJson | None = None
    stress: HasJson | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the analysis as JSON values and, where there are any, what else is known.

        Keys "decision" (the last, with its history), "provenance" and "stress".
        """
        content = self.analysis.to_json()
        if self.history:
            content["decision"] = decisions_json(self.history)
        for name in ("provenance", "stress"):
            found: HasJson | None = getattr(self, name)
            if found is not None:
                content[name] = found.to_json()
        return content


def safe_stem(name: str) -> str:
    """Return `name` as a start of file names that Windows and Linux both take.

    Forbidden characters become underscores, and so does the absence of any; names of Windows
    devices get one in front; what is too long is cut to `STEM_BYTES`.
    """
    stem = _FORBIDDEN.sub("_", name)
    stem = stem.encode()[:STEM_BYTES].decode(errors="ignore").rstrip(" ")
    return f"_{stem}" if not stem.strip(". ") or _DEVICES.match(stem) else stem


def holds_evidence(folder: Path, images: Iterable[Path]) -> bool:
    """Tell whether any of `images`, or what one is a link to, lies in `folder` itself.

    Any other file of such a folder may be evidence, too (``a.mask.png``, say).

    Raises
    ------
    OSError
        If `folder` is not there.
    """
    same: dict[Path, bool] = {}
    for image in images:
        # Unlike Path.is_file, this takes a name that is too long for a file that is not there.
        if not os.path.isfile(image):  # noqa: PTH113
            continue
        parents = [image.parent, *([image.resolve().parent] if image.is_symlink() else [])]
        for parent in parents:
            if parent not in same:
                same[parent] = parent.samefile(folder)
            if same[parent]:
                return True
    return False


def standing_in_the_way(folder: Path, stem: str, suffixes: Iterable[str] = SUFFIXES) -> list[Path]:
    """Return what writing the results of `stem` into `folder` may replace.

    Parameters
    ----------
    folder : Path
    stem : str
    suffixes : iterable of str
        `SUFFIXES` of results or `VIEW_SUFFIXES`.
    """
    names = (folder / f"{stem}{suffix}" for suffix in suffixes)
    return [name for name in names if os.path.lexists(name)]


def free_stem(folder: Path, stem: str, suffixes: Sequence[str] = SUFFIXES) -> str:
    """Return `stem`, numbered until nothing of that name stands in `folder`."""
    found, number = stem, 1
    while standing_in_the_way(folder, found, suffixes):
        number += 1
        found = f"{stem}-{number}"
    return found


def save_results(
    results: Results,
    folder: Path,
    stem: str,
    palette: Palette = "red-blue",
    evidence: Iterable[Path] = (),
    replace: bool = False,
) -> Iterator[Path]:
    """Write all that is known of one image; yield each path once it is written.

    Parameters
    ----------
    results : Results
    folder : Path
        Existing.
    stem : str
        Start of every file name, from `safe_stem`: the names of `records.save_analysis`, for each
        method ``.<method>.png`` and ``.npz`` and the curves of its test, ``.regions.bars.png``,
        ``.explain.json`` and, last, ``.json``.
    palette : {"red-blue", "colour-blind-safe"}
        Of the maps.
    evidence : iterable of Path
        The images at hand. In a folder that holds one of them, or the image itself, nothing is
        ever replaced.
    replace : bool
        Whether earlier files may be replaced elsewhere.

    Yields
    ------
    Path

    Raises
    ------
    SavingError
        If a file stands in the way that may not be replaced; nothing is written then.
    OSError
        If a file cannot be written; no half file is left.
    """
    analysis = results.analysis
    _check(analysis, folder, stem, SUFFIXES, evidence, replace)
    if analysis.views is not None:
        yield from save_pictures(analysis.views, folder, stem, PICTURES)
    facts: dict[str, Any] = {}
    for found in results.explained:
        if found.complete:
            tested = results.tested.get(found.maps[0].method)
            key = _key(found.maps[0])
            yield from save_explanations(found.maps, folder, stem, key, palette)
            facts[key] = explanation_facts(found)
            start = folder / f"{stem}.{key}"
            if found.regions is not None:
                yield save_bars(found.regions, start, palette)
            for role, curves in zip(ROLES, tested or (), strict=False):
                facts[key][role]["faithfulness"] = faithfulness_facts(curves)
                yield save_curves(curves, found.maps[0].method, role, start)
    if facts:
        path = folder / f"{stem}.explain.json"
        content: dict[str, Any] = {"path": analysis.path, "sha256": analysis.sha256}
        if analysis.face_index is not None:
            content |= {"face_index": analysis.face_index, "face_box": analysis.face_box}
        write_json(path, content | {"methods": facts})
        yield path
    write_json(folder / f"{stem}.json", results.to_json())
    yield folder / f"{stem}.json"


def export_views(
    analysis: Analysis,
    explained: Iterable[Explained],
    folder: Path,
    stem: str,
    palette: Palette = "red-blue",
    opacity: float = 0.5,
    hidden: frozenset[int] = frozenset(),
    evidence: Iterable[Path] = (),
    replace: bool = False,
) -> Iterator[Path]:
    """Write every view of an image at its full size as PNG; yield each path once it is written.

    Overlay, outlines, mask (8-bit index, ids 0..13), stripped, background and, for each complete
    explanation, ``<stem>.<method>.map.<classifier>.png``: the map where it lies on the image.

    Parameters
    ----------
    opacity : float
        Of the overlay, 0..1.
    hidden : frozenset of int
        Class ids, 0..13, without colour in overlay and outlines.
    analysis, explained, folder, stem, palette, evidence, replace
        As in `save_results`.

    Yields
    ------
    Path

    Raises
    ------
    SavingError
        As `save_results`; or if the analysis has no views.
    OSError
        As `save_results`.
    """
    if analysis.views is None:
        raise SavingError("This image could not be read, so there are no views to export.")
    _check(analysis, folder, stem, VIEW_SUFFIXES, evidence, replace)
    yield from save_pictures(analysis.views, folder, stem, VIEWS, opacity, hidden)
    for found in explained:
        if not found.complete:
            continue
        limit = common_limit(*found.maps)
        for role, drawn in zip(ROLES, found.maps, strict=True):
            path = folder / f"{stem}.{_key(drawn)}.map.{role}.png"
            under = analysis.views.stripped if role == ROLES[1] else analysis.views.rgb
            save_png(path, map_on_image(drawn, limit, under, analysis.views, palette))
            yield path


def map_on_image(
    drawn: Explanation,
    limit: float,
    under: NDArray[np.uint8],
    views: Views,
    palette: Palette = "red-blue",
) -> NDArray[np.uint8]:
    """Lay a map over the pale image, at the image's size, where the judged part lies.

    Parameters
    ----------
    drawn : Explanation
    limit : float
        Value at full colour, above 0.
    under : ndarray of uint8, shape (H, W, 3)
        RGB, the image or its stripped view.
    views : Views
        Says where the judged part lies.
    palette : {"red-blue", "colour-blind-safe"}

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB.
    """
    whole, box = pale(under), views.judged
    layer = heat(drawn, limit, palette)
    # As on the screen: enlarged, the map's own pixels stay visible.
    smaller = box.width < layer.shape[1] or box.height < layer.shape[0]
    way = cv2.INTER_AREA if smaller else cv2.INTER_NEAREST_EXACT
    layer = np.asarray(cv2.resize(layer, (box.width, box.height), interpolation=way), np.uint8)
    seen_through = cv2.merge([255 - layer[..., 3]] * 3)
    part = box.of(whole)
    part[...] = cv2.add(cv2.multiply(part, seen_through, scale=1 / 255), layer[..., :3])
    return whole


def _key(drawn: Explanation) -> str:
    return next((m.key for m in METHODS.values() if m.result == drawn.method), drawn.method)


def _check(
    analysis: Analysis,
    folder: Path,
    stem: str,
    suffixes: Iterable[str],
    evidence: Iterable[Path],
    replace: bool,
) -> None:
    standing = standing_in_the_way(folder, stem, suffixes)
    if not standing:
        return
    if holds_evidence(folder, [Path(analysis.path), *evidence]):
        raise SavingError(
            f"{standing[0].name} is in {folder} already and nothing is replaced in a folder that "
            "holds evidence; choose another folder or name."
        )
    if not replace:
        raise SavingError(
            f"{standing[0].name} is in {folder} already; choose another folder or name, or let it "
            "be replaced."
        )
