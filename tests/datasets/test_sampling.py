from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem
from gng_desktop.datasets.loading import Batches
from gng_desktop.datasets.sampling import Sampling

COUNTS = {"real": 60, "gan": 30, "diffusion": 20, "edit": 4}


def items():
    return [
        FaceItem(Path("x"), family != "real", f"{family}{n % 2}", "train", family, f"{family} net")
        for family, count in COUNTS.items()
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("sampling", "expected"),
    [
        (Sampling(), COUNTS),
        (Sampling({"gan": 0.5, "real1": 0.1, "edit net": 0.5}), (33, 15, 20, 2)),
        (Sampling(per_source=12), (24, 24, 20, 4)),
        (Sampling(balance="class"), (54, 30, 20, 4)),
        (Sampling(balance="family", images=60), (30, 13, 13, 4)),
        (Sampling(per_source=5, balance="family"), (10, 3, 4, 3)),
    ],
)
def test_an_epoch_draws_by_seed_what_the_recipe_says(sampling, expected):
    listed = items()
    drawn = [sampling.draw(listed, np.random.default_rng(n)) for n in (0, 0, 1)]
    found = Counter(listed[i].family for i in drawn[0])
    counts = expected if isinstance(expected, dict) else dict(zip(COUNTS, expected, strict=True))
    assert found == counts
    assert len(set(drawn[0])) == len(drawn[0])
    np.testing.assert_array_equal(drawn[0], drawn[1])
    assert sampling == Sampling() or set(drawn[0]) != set(drawn[2])


def test_so_many_images_and_every_epoch_alike():
    batches = Batches(items(), 8, 10, shuffle=True, sampling=Sampling(images=33))
    sets = []
    for batches.epoch in range(3):
        assert len(batches.chosen) == 33 and len(batches) == 4
        sets.append({id(item) for item in batches.chosen})
    assert sets[0] != sets[1]
