"""Write everything found on one image where the user wants it, and replace nothing unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import Analysis, Views
from gng_desktop.casework import result_files as files
from gng_desktop.casework.decisions import Decision, decisions_json
from gng_desktop.casework.file_names import SavingError, check_unasked
from gng_desktop.casework.result_files import SUFFIXES
from gng_desktop.core.files import write_json
from gng_desktop.core.text import N_
from gng_desktop.explain.catalogue import METHODS
from gng_desktop.explain.explanation import Explanation, common_limit
from gng_desktop.explain.map_overlay import heat, pale
from gng_desktop.imaging.classic_catalogue import CLASSIC

if TYPE_CHECKING:
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.explain.rendering import Palette

VIEWS = ("overlay", "outlines", "mask", "stripped", "background")
"""What `export_views` writes of every image, beside the maps."""
VIEW_SUFFIXES = (
    *(f".{name}.png" for name in VIEWS),
    *(f".{method}.map.{role}.png" for method in METHODS for role in OWN),
    *(f".{key}.png" for key in CLASSIC),
)
"""What may follow the stem in the names of exported views."""


class HasJson(Protocol):
    """Anything that says what it found as JSON values."""

    def to_json(self) -> Mapping[str, Any]: ...


class Explanations(NamedTuple):
    """One explanation as it is stored; `method` is `Explanation.method` or `FurtherExplained.key`.

    `facts` are from `files.explanation_facts` or `further_facts`; by classifier or detector the
    `maps` and, where they were tested, how faithful they are.
    """

    method: str
    facts: dict[str, Any]
    maps: dict[str, Explanation]
    tested: dict[str, Faithfulness]

    def tested_facts(self) -> dict[str, Any] | None:
        """Return `tested` as JSON values; None where nothing was tested."""
        return {name: files.faithfulness_facts(one) for name, one in self.tested.items()} or None


@dataclass(frozen=True)
class Results:
    """What is known of one image.

    `explained` are by one method each; those not complete are left out of what is written. `tested`
    says by `Explanation.method` how faithful both maps are; `history` holds all decisions on the
    image, the earliest first; `further` are explanations of further detectors.
    """

    analysis: Analysis
    explained: Sequence[Explained] = ()
    tested: Mapping[str, tuple[Faithfulness, Faithfulness]] = field(default_factory=dict)
    history: Sequence[Decision] = ()
    provenance: HasJson | None = None
    stress: HasJson | None = None
    further: Sequence[FurtherExplained] = ()

    def explanations(self) -> Iterator[Explanations]:
        """Yield what every complete explanation found, also of further detectors."""
        for found in self.explained:
            if found.complete:
                method = found.maps[0].method
                maps = dict(zip(OWN, found.maps, strict=True))
                tested = dict(zip(OWN, self.tested.get(method, ()), strict=False))
                yield Explanations(method, files.explanation_facts(found), maps, tested)
        for one in self.further:
            curves = {} if one.tested is None else {one.detector: one.tested}
            yield Explanations(one.key, files.further_facts(one), {one.detector: one.map}, curves)

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What may follow the stem in the names of the files written."""
        keys = [f".{key_of(found.map)}.{found.detector}" for found in self.further]
        return (*SUFFIXES, *(key + kind for key in keys for kind in (".png", ".npz")))

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
    folder : Path
        Existing.
    stem : str
        Start of every file name, from `safe_stem`; behind it come `Results.suffixes`.
    palette : {"red-blue", "colour-blind-safe"}
        Of the maps.
    evidence : iterable of Path
        The images at hand. In a folder that holds one of them, or the image itself, nothing is
        ever replaced.
    replace : bool
        Whether earlier files may be replaced elsewhere.

    Raises
    ------
    SavingError
        If a file is in the way that may not be replaced; nothing is written then.
    OSError
        If a file cannot be written; no half file is left.
    """
    analysis = results.analysis
    images = [Path(analysis.path), *evidence]
    check_unasked(folder, stem, results.suffixes, images, replace, "folder or name")
    if analysis.views is not None:
        yield from files.save_pictures(analysis.views, folder, stem)
    facts: dict[str, Any] = {}
    yield from save_explained(results, folder, stem, palette, facts)
    if facts:
        yield write_explained(analysis, folder, stem, facts)
    write_json(folder / f"{stem}.json", results.to_json())
    yield folder / f"{stem}.json"


def save_explained(
    results: Results, folder: Path, stem: str, palette: Palette, facts: dict[str, Any]
) -> Iterator[Path]:
    """Write maps, bars and curves of the explanations; yield each path once it is written.

    Their numbers, as of ``.explain.json``, are added to `facts`, by method.
    """
    for found in results.explained:
        if found.complete:
            method, key = found.maps[0].method, key_of(found.maps[0])
            yield from files.save_explanations(found.maps, folder, stem, key, palette)
            facts[key] = files.explanation_facts(found)
            start = folder / f"{stem}.{key}"
            if found.regions is not None:
                yield files.save_bars(found.regions, start, palette)
            for role, curves in zip(OWN, results.tested.get(method, ()), strict=False):
                facts[key][role]["faithfulness"] = files.faithfulness_facts(curves)
                yield files.save_curves(curves, method, role, start)
    for one in results.further:
        key = key_of(one.map)
        yield from files.save_further(one, folder, f"{stem}.{key}.{one.detector}", palette)
        known = facts.setdefault(key, {})[one.detector] = files.further_facts(one)[one.detector]
        if one.tested is not None:
            known["faithfulness"] = files.faithfulness_facts(one.tested)


def write_explained(analysis: Analysis, folder: Path, stem: str, facts: dict[str, Any]) -> Path:
    """Write ``<stem>.explain.json``, the numbers of `save_explained`; return its path."""
    path = folder / f"{stem}.explain.json"
    content: dict[str, Any] = {"path": analysis.path, "sha256": analysis.sha256}
    if analysis.face_index is not None:
        content |= {"face_index": analysis.face_index, "face_box": analysis.face_box}
    write_json(path, content | {"methods": facts})
    return path


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
    classic: Mapping[str, NDArray[np.uint8]] | None = None,
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
    classic : mapping of str to ndarray of uint8, optional
        Pixels of classic views, by the keys of `CLASSIC`.
    analysis, explained, folder, stem, palette, evidence, replace
        As in `save_results`.

    Raises
    ------
    SavingError
        As `save_results`; or if the analysis has no views.
    OSError
        As `save_results`.
    """
    if analysis.views is None:
        raise SavingError(N_("This image could not be read, so there are no views to export."))
    images = [Path(analysis.path), *evidence]
    check_unasked(folder, stem, VIEW_SUFFIXES, images, replace, "folder or name")
    yield from files.save_pictures(analysis.views, folder, stem, VIEWS, opacity, hidden)
    for key, pixels in (classic or {}).items():
        files.save_png(folder / f"{stem}.{key}.png", pixels)
        yield folder / f"{stem}.{key}.png"
    for found in explained:
        if not found.complete:
            continue
        key = key_of(found.maps[0])
        for role, pixels in maps_on_image(found, analysis.views, palette):
            files.save_png(folder / f"{stem}.{key}.map.{role}.png", pixels)
            yield folder / f"{stem}.{key}.map.{role}.png"


def maps_on_image(
    found: Explained, views: Views, palette: Palette
) -> Iterator[tuple[str, NDArray[np.uint8]]]:
    """Yield each classifier and its map, on one scale, laid over the pale image or stripped view.

    (H, W, 3) RGB, the image's size; the map is where the analysed part lies.
    """
    limit = common_limit(*found.maps)
    for role, drawn, under in zip(OWN, found.maps, (views.rgb, views.stripped), strict=True):
        yield role, map_on_image(drawn, limit, under, views, palette)


def map_on_image(
    drawn: Explanation,
    limit: float,
    under: NDArray[np.uint8],
    views: Views,
    palette: Palette = "red-blue",
) -> NDArray[np.uint8]:
    """Lay a map over a pale picture, (H, W, 3) RGB, where the analysed part of `views` lies.

    `limit`, above 0, is the value at full colour; `under` the image or its stripped view, uint8
    (H, W, 3) RGB.
    """
    whole, box = pale(under), views.analysed
    layer = heat(drawn, limit, palette)
    # As on the screen: enlarged, the map's own pixels stay visible.
    smaller = box.width < layer.shape[1] or box.height < layer.shape[0]
    way = cv2.INTER_AREA if smaller else cv2.INTER_NEAREST_EXACT
    layer = np.asarray(cv2.resize(layer, (box.width, box.height), interpolation=way), np.uint8)
    seen_through = cv2.merge([255 - layer[..., 3]] * 3)
    part = box.of(whole)
    part[...] = cv2.add(cv2.multiply(part, seen_through, scale=1 / 255), layer[..., :3])
    return whole


def key_of(drawn: Explanation) -> str:
    """Return the key of the method that made a map, by which its files are named."""
    return next((m.key for m in METHODS.values() if m.result == drawn.method), drawn.method)
