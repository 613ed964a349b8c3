"""Write what an analysis found into a folder, beside nothing of the evidence."""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop import __version__
from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import Views
from gng_desktop.casework.file_names import check_unasked, safe_stem, same_file
from gng_desktop.charts.contributions import paired_bars, ranked
from gng_desktop.charts.curves import faithfulness
from gng_desktop.charts.look import Drawing, Look, save_drawing
from gng_desktop.core.errors import PlainError, plain_errors
from gng_desktop.core.files import numbered, replacing, write_text
from gng_desktop.explain.catalogue import METHODS, method_name
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.units import score_text
from gng_desktop.imaging.overlay import blend, outline

if TYPE_CHECKING:
    from gng_desktop.explain.faithfulness import Faithfulness
    from gng_desktop.explain.methods import Explained, FurtherExplained
    from gng_desktop.explain.regions import RegionExplanation
    from gng_desktop.explain.rendering import Palette

PICTURES = ("overlay", "mask", "stripped", "background")
"""Views written with every analysis, as ``<stem>.<name>.png``; the mask as class ids 0..13."""
SUFFIXES = (
    ".json",
    *(f".{name}.png" for name in PICTURES),
    ".explain.json",
    ".regions.bars.png",
    *(f".{method}{kind}" for method in METHODS for kind in (".png", ".npz")),
    *(f".{method}.faithfulness.{role}.png" for method in METHODS for role in OWN),
)
"""What may follow the stem in the names of the files written for one image."""


def of_other_bytes(stated: Mapping[str, Any] | None, sha256: str | None) -> bool:
    """Tell whether `stated` (of `Provenance.to_json`) was read from other bytes."""
    found = (stated or {}).get("facts", {}).get("sha256")
    return found is not None and found != sha256


def save_png(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Write (H, W, 3) RGB or (H, W) grey uint8 pixels as PNG; whole or not at all."""
    with replacing(path) as stream:
        Image.fromarray(pixels).save(stream, format="PNG")


def unused_stem(image: Path, taken: set[str], frame: int = 1) -> str:
    """Return a `safe_stem` for `image`, numbered if it is among `taken`, to which it is added.

    Two images of one call, from different folders, may share a name; a later picture of a file
    has its number in it.
    """
    stem = safe_stem(image.stem) + (f".frame{frame}" if frame > 1 else "")
    stem = numbered(stem, lambda name: name.casefold() in taken)
    taken.add(stem.casefold())
    return stem


def picture(
    views: Views, name: str, opacity: float = 0.5, hidden: frozenset[int] = frozenset()
) -> NDArray[np.uint8]:
    """Return a view at the image's size.

    Parameters
    ----------
    name : {"overlay", "outlines", "mask", "stripped", "background"}
    opacity : float
        Of the class colours in the overlay, 0..1.
    hidden : frozenset of int
        Class ids, 0..13, without colour in overlay and outlines.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)
        RGB; of the mask, shape (H, W), class ids 0..13.
    """
    if name == "overlay":
        return blend(views.rgb, views.mask, opacity, hidden)
    if name == "outlines":
        return outline(views.rgb, views.mask, hidden=hidden)
    plain = {"mask": "mask", "stripped": "stripped", "background": "background_only"}
    return np.asarray(getattr(views, plain[name]), np.uint8)


def save_pictures(
    views: Views,
    out: Path,
    stem: str,
    names: Iterable[str] = PICTURES,
    opacity: float = 0.5,
    hidden: frozenset[int] = frozenset(),
) -> Iterator[Path]:
    """Write views, see `picture`, as ``<stem>.<name>.png``; yield each path once it is written."""
    for name in names:
        save_png(out / f"{stem}.{name}.png", picture(views, name, opacity, hidden))
        yield out / f"{stem}.{name}.png"


def save_text(path: Path, text: str, option: str) -> None:
    """Write `text` for a command; `PlainError`, which names the `option`, where that fails."""
    with plain_errors(PlainError, f"{path} cannot be written", f"choose another {option}"):
        write_text(path, text)


def check_csv(options: argparse.Namespace, images: Iterable[Path]) -> None:
    """Raise `PlainError` where ``--csv`` has no place or would replace what may be evidence."""
    path, images = options.csv, list(images)
    if path is None:
        return
    if path.is_dir() or not path.parent.is_dir():
        why = "it is a folder" if path.is_dir() else "its folder does not exist"
        raise PlainError(f"{path} cannot be written ({why}); choose another --csv.")
    if any(same_file(path, image) for image in images):
        raise PlainError(f"{path} is one of the images and is not replaced; choose another --csv.")
    check_unasked(path.parent, path.name, [""], images, other="--csv")


def save_csv(options: argparse.Namespace, table: str) -> None:
    """Write a table to ``--csv``, if that is given; after a byte order mark with ``--excel``."""
    if options.csv is not None:
        save_text(options.csv, "\ufeff" * options.excel + table, "--csv")


def save_explanations(
    pair: tuple[Explanation, Explanation],
    out: Path,
    stem: str,
    method: str = "shap",
    palette: Palette = "red-blue",
) -> list[Path]:
    """Write ``<stem>.<method>.png`` (both maps on one scale) and ``.npz`` (raw values)."""
    from gng_desktop.explain.rendering import save_pair

    figure, values = out / f"{stem}.{method}.png", out / f"{stem}.{method}.npz"
    with replacing(figure) as drawn, replacing(values) as arrays:
        save_pair(*pair, figure=drawn, values=arrays, palette=palette)
    return [figure, values]


def save_further(found: FurtherExplained, out: Path, stem: str, palette: Palette) -> Iterator[Path]:
    """Write a further detector's map as ``<stem>.png``, its values as ``.npz``; yield each path."""
    from gng_desktop.explain.rendering import maps_figure

    save_drawing(Drawing(maps_figure({found.detector: found.map}, palette)), out / f"{stem}.png")
    yield out / f"{stem}.png"
    names = ("values", "baseline", "unit", "prediction", "evaluations")
    arrays = {name: np.asarray(getattr(found.map, name)) for name in names}
    with replacing(out / f"{stem}.npz") as stream:
        np.savez_compressed(stream, allow_pickle=False, **arrays)
    yield out / f"{stem}.npz"


def further_facts(found: FurtherExplained) -> dict[str, Any]:
    """Return the numbers of the explanation of a further detector as JSON values, by its id."""
    regions = {} if found.regions is None else found.regions.to_json()
    return {
        "detector": found.detector,
        "label": found.label,
        found.detector: map_facts(found.map) | regions,
    }


def explanation_facts(explained: Explained) -> dict[str, Any]:
    """Return the numbers of an explanation as JSON values, by classifier; nan becomes null.

    By regions there are also each region's contribution, their interactions, the background's
    share and the reading.
    """
    facts: dict[str, Any] = {
        role: map_facts(e) for role, e in zip(OWN, explained.maps, strict=True)
    }
    if explained.regions is not None:
        for role, found in zip(OWN, explained.regions, strict=True):
            facts[role] |= found.to_json()
        facts["reading"] = explained.reading
    return facts


def map_facts(e: Explanation) -> dict[str, Any]:
    """Return the numbers of one map as JSON values; nan becomes null."""

    def known(value: float | None) -> float | None:
        return None if value is None or math.isnan(value) else value

    return {
        "method": e.method,
        "masker": e.masker,
        "unit": e.unit,
        "directed": e.directed,
        "baseline": known(e.baseline),
        "prediction": e.prediction,
        "hidden_score": known(e.hidden_score),
        "sum_of_values": float(e.values.sum(dtype=np.float64)),
        "residual": known(e.residual),
        "evaluations": e.evaluations,
        "seconds": round(e.seconds, 3),
        "budget": e.budget,
        "engine": e.engine or f"GNG Desktop {__version__}",
    }


def save_bars(
    regions: tuple[RegionExplanation, RegionExplanation], start: Path, palette: Palette
) -> Path:
    """Draw the regions' contributions to both scores as ``<start>.bars.png``; return its path."""
    path = start.with_name(f"{start.name}.bars.png")
    titles = [
        f"Score {role.replace('_', ' ')} {score_text(found.prediction)}, "
        f"all regions hidden {score_text(found.hidden_score)}"
        for role, found in zip(OWN, regions, strict=True)
    ]
    rows = ranked([found.contributions for found in regions])
    bars = paired_bars(Look(), rows, regions[0].unit, palette, "\n".join(titles))
    save_drawing(bars, path)
    return path


def save_curves(found: Faithfulness, method: str, role: str, start: Path) -> Path:
    """Draw how faithful a map is as ``<start>.faithfulness.<role>.png``; return its path.

    `method` is `Explanation.method`.
    """
    path = start.with_name(f"{start.name}.faithfulness.{role}.png")
    save_drawing(
        faithfulness(Look(), found, f"{method_name(method)} {role.replace('_', ' ')}"), path
    )
    return path


def faithfulness_facts(found: Faithfulness) -> dict[str, Any]:
    """Return deletion and insertion areas and curves, beside those of random maps, as JSON.

    Curves are in support and in its log-odds, areas in support; gains in both.
    """
    curves = ("deletion", "insertion", "random_deletion", "random_insertion")
    return {
        "masker": found.masker,
        "gain": found.gain,
        "gain_log_odds": found.gain_log_odds,
        **{f"{name}_auc": getattr(found, f"{name}_auc") for name in curves},
        "fractions": found.fractions.tolist(),
        **{name: getattr(found, name).tolist() for name in curves},
        **{f"{name}_log_odds": getattr(found, f"{name}_log_odds").tolist() for name in curves},
    }
