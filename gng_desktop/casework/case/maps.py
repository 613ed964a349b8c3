"""Maps as bytes: both of an explanation in one NPZ, from which pictures can be drawn again."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop.casework.records import ROLES
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.methods import Pair

LARGEST = 64 << 20
"""Of both maps unpacked, bytes."""


def pack(pair: Pair) -> bytes:
    """Return an NPZ of ``<classifier>_values`` (S, S) float32 and ``<classifier>_image`` (S, S, 3).

    Everything else of an `Explanation` is in its facts; see `unpack`.
    """
    arrays: dict[str, NDArray[np.generic]] = {}
    for role, drawn in zip(ROLES, pair, strict=True):
        arrays |= {f"{role}_values": drawn.values, f"{role}_image": drawn.image}
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **arrays)
    return stream.getvalue()


def unpack(data: bytes, facts: Mapping[str, Any]) -> Pair:
    """Return both maps, with and without background, as they were.

    Parameters
    ----------
    data : bytes
        From `pack`.
    facts : mapping
        From `gng_desktop.casework.records.explanation_facts`.

    Raises
    ------
    ValueError
        If they are larger than `LARGEST`, or no maps.
    """
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        # Of a stranger's case a few bytes could become many GB.
        if sum(member.file_size for member in arrays.zip.infolist()) > LARGEST:
            raise ValueError("maps larger than any that this program draws")
        first, second = (
            _explanation(arrays[f"{role}_values"], arrays[f"{role}_image"], facts[role])
            for role in ROLES
        )
    return first, second


def _explanation(
    values: NDArray[np.float32], image: NDArray[np.uint8], facts: Mapping[str, Any]
) -> Explanation:
    # JSON has no nan: a baseline that is not known became null.
    baseline = math.nan if facts["baseline"] is None else facts["baseline"]
    names = ("method", "masker", "prediction", "evaluations", "seconds", "unit")
    rest = {name: facts[name] for name in (*names, "directed", "residual")}
    return Explanation(values=values, image=image, baseline=baseline, **rest)
