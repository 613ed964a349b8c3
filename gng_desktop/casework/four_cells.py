"""Real and generated faces on real and generated backgrounds: four cells for each classifier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from gng_desktop.analysis import OWN
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.scene import Cut, cut, scores
from gng_desktop.casework.comparing import mean_interval
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.modelstore.platt import log_odds

TRUTHS = ("real", "generated")
PART = 16  # composites scored at a time


def four_cells(analyser: Analyser, items: Sequence[FaceItem]) -> dict[str, Any]:
    """Paste every face on the background of another image and score the composites.

    Each face is pasted once on a real and once on a generated image's background, drawn by a fixed
    seed and never its own.

    Parameters
    ----------
    items : sequence of FaceItem
        Real and generated faces; those without a usable face are passed over.

    Returns
    -------
    dict
        By role, by ``"FACE on BACKGROUND"``: ``images``, ``score`` (mean), ``called_generated``
        (share above 0.5) and their ``intervals``; and ``effects``, the mean changes of the
        log-odds from real to generated, of the ``face`` and of the ``background``.

    Raises
    ------
    DataError
        If there are fewer than two usable faces of a class.
    """
    pools: dict[str, list[Cut]] = {truth: [] for truth in TRUTHS}
    for item in items:
        found = analyser.analyse(item.path)
        if found.status == "ok":
            pools[TRUTHS[item.generated]].append(cut(found))
    if min(map(len, pools.values())) < 2:
        raise DataError("Fewer than two usable faces of a class; name more images.")
    rng = np.random.default_rng(42)
    cells: dict[str, dict[str, Any]] = {role: {} for role in OWN}
    means: dict[tuple[str, str, str], float] = {}
    for face in TRUTHS:
        for scene in TRUTHS:
            pairs = []
            for n, own in enumerate(pools[face]):
                others = [m for m in range(len(pools[scene])) if face != scene or m != n]
                pairs.append((own, pools[scene][int(rng.choice(others))]))
            parts = [scores(analyser, pairs[i : i + PART]) for i in range(0, len(pairs), PART)]
            for role in OWN:
                score = np.concatenate([part[role] for part in parts])
                called = (score > 0.5).astype(float)
                cells[role][f"{face} on {scene}"] = {
                    "images": len(pairs),
                    "score": float(score.mean()),
                    "called_generated": float(called.mean()),
                    "intervals": {
                        "score": mean_interval(score),
                        "called_generated": mean_interval(called),
                    },
                }
                means[role, face, scene] = float(log_odds(score).mean())
    for role in OWN:
        faces = [means[role, "generated", s] - means[role, "real", s] for s in TRUTHS]
        scenes = [means[role, f, "generated"] - means[role, f, "real"] for f in TRUTHS]
        effects = {"face": float(np.mean(faces)), "background": float(np.mean(scenes))}
        cells[role]["effects"] = effects
    return cells
