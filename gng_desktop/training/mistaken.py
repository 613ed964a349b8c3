"""What ``mistakes/`` of a run holds, read without Keras; `training.mistakes` writes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gng_desktop.core.tables import read_rows
from gng_desktop.datasets.items import DataError

FOLDER, TABLE = "mistakes", "mistakes.csv"


@dataclass(frozen=True)
class Mistake:
    """One test image that a run gets wrong; the worst has rank 1.

    Attributes
    ----------
    rank : int
    path : str
        Relative to the data folder, with ``/``.
    source : str
        Of a face; of a mask its label set.
    truth : {"real", "generated", ""}
        "" for a segmenter.
    score : float or None
        Of a classifier, 0..1; calibrated if the run is tested.
    loss : float or None
        Of a classifier: minus the natural logarithm of the probability given to the truth.
    mean_iou, pixel_accuracy : float or None
        Of a segmenter: over the classes present in the mask, 0..1.
    wrong : bool
        Whether a classifier's score is on the wrong side of 0.5; always true for a segmenter with
        any wrong pixel.
    picture, map : str
        Files in ``mistakes/``: what the network sees, and why; "" if not made.
    """

    rank: int
    path: str
    source: str
    truth: str
    score: float | None
    loss: float | None
    mean_iou: float | None
    pixel_accuracy: float | None
    wrong: bool
    picture: str
    map: str = ""


def read_mistakes(run: Path) -> tuple[Mistake, ...]:
    """Return what ``mistakes/`` of a run holds, the worst first; nothing if it is not there.

    Raises
    ------
    DataError
        If its table is damaged.
    """
    path = run / FOLDER / TABLE
    try:
        return tuple(map(_read, read_rows(path)))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is damaged; find the mistakes of the run again.") from error


def _read(row: dict[str, str]) -> Mistake:
    def number(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    return Mistake(
        int(row["rank"]),
        row["path"],
        row["source"],
        row["truth"],
        number("score"),
        number("loss"),
        number("mean_iou"),
        number("pixel_accuracy"),
        row["wrong"] == "True",
        row["picture"],
        row["map"],
    )
