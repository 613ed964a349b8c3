import dataclasses

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.batch import Loaded, load
from gng_desktop.analysis.face import NO_FACE_SHAPE, NOTHING
from gng_desktop.imaging.reading import ImageError


@pytest.fixture
def files(tmp_path, painted, portrait, crowd):
    """A file of every fate, in an order that mixes them."""
    blank, no_nose = painted(), painted(300, 200)
    blank[..., 0] = 0
    no_nose[no_nose[..., 0] == 4 * 18, 0] = 18
    darker = painted(256, 256)
    darker[..., 1:] //= 3
    pictures = {"blank": blank, "no nose": no_nose, "small": painted(56, 56), "darker": darker}
    for name, pixels in pictures.items():
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    (tmp_path / "broken.png").write_bytes(portrait.read_bytes()[:500])
    (tmp_path / "text.jpg").write_bytes(b"hello")
    names = ["blank", "small", "darker", "no nose"]
    paths = [portrait, tmp_path / "broken.png", *(tmp_path / f"{name}.png" for name in names)]
    return [*paths, crowd, tmp_path / "text.jpg", tmp_path / "missing.png", portrait]


FATES = [
    ("ok", ""),
    ("error", ""),
    ("not_applicable", NOTHING),
    ("not_applicable", "The face is too small to analyse"),
    ("ok", ""),
    ("not_applicable", NO_FACE_SHAPE),
    ("ok", ""),
    ("error", ""),
    ("error", ""),
    ("ok", ""),
]


def same_but_seconds(found, expected):
    assert list(found.seconds) == list(expected.seconds)
    total = found.seconds["total"]
    assert total == pytest.approx(sum(found.seconds.values()) - total, abs=1e-5)
    left, right = found.to_json(), expected.to_json()
    for facts in (left, right):
        del facts["seconds"]
    assert left == right
    assert (found.views is None) == (expected.views is None)
    if found.views is not None:
        assert found.views.box == expected.views.box
        for name in ("rgb", "network_rgb", "network_stripped", "network_mask", "mask"):
            one, other = getattr(found.views, name), getattr(expected.views, name)
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("scoped", [True, False])
def test_a_batch_finds_what_one_analysis_after_the_other_finds(analyser, files, scoped):
    if not scoped:
        analyser = dataclasses.replace(analyser, scopes={})
    expected = [analyser.analyse(path) for path in files]
    assert len({analysis.score_with_background for analysis in expected}) > 3
    for analysis, (status, words) in zip(expected, FATES, strict=True):
        assert (analysis.status, analysis.reason.startswith(words)) == (status, True)
        scores = analysis.score_with_background, analysis.score_without_background
        assert (analysis.verdict, *scores).count(None) == (0 if status == "ok" else 3)
        assert (analysis.views is None) == (analysis.face_fraction is None) == (status == "error")
        assert bool(analysis.regions) == (status != "error")
    items = [dataclasses.replace(load(path), seconds=1.5) for path in files]
    found = analyser.analyse_batch(items)
    faces = [analysis for analysis in found if analysis.status == "ok"]
    assert len(faces) == 4 and len({a.seconds["score_with_background"] for a in faces}) == 1
    assert {analysis.seconds["read"] for analysis in found} == {1.5}
    # The networks run once for the batch.
    for role in ("with_background", "without_background"):
        assert analyser.engines[role].batches[4:] == [4]
    for one, other in zip(found, expected, strict=True):
        same_but_seconds(one, other)


@pytest.mark.parametrize("failure", ["raises", "nan"])
def test_one_image_that_fails_takes_no_other_with_it(analyser, files, failure):
    expected = [analyser.analyse(path) for path in files]
    engine = analyser.engines["without_background"]
    judge, bad = engine.run_with_features, expected[6].views.network_stripped

    def fragile(batch):
        scores, features = judge(batch)
        hit = (batch == bad).all(axis=(1, 2, 3))
        if failure == "raises" and hit.any():
            raise RuntimeError("line 1\nline 2")
        return np.where(hit, np.nan, scores).astype(np.float32), features

    engine.run_with_features = fragile
    found = analyser.analyse_batch([load(path) for path in files])
    assert found[6].status == "error" and "doctor" in found[6].reason
    assert found[6].sha256 == expected[6].sha256 and "read" in found[6].seconds
    for number, (one, other) in enumerate(zip(found, expected, strict=True)):
        if number != 6:
            same_but_seconds(one, other)


def test_nothing_readable_runs_no_network(analyser, tmp_path):
    (tmp_path / "a.png").write_bytes(b"")
    refused = ImageError("No; choose another.")
    refused.sha256 = "c" * 64
    items = [load(tmp_path / "a.png"), Loaded("b", refused)]
    empty, given = analyser.analyse_batch(items)
    assert (empty.status, given.status, given.sha256) == ("error", "error", "c" * 64)
    assert given.reason == "No; choose another." and given.path == "b"
    assert analyser.engines["with_background"].batches == []
    assert analyser.analyse_batch([]) == []
