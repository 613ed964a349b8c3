import numpy as np
import pytest

from gng_desktop.analysis import FAST_NOTE
from gng_desktop.analysis.face import BLURRED
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.stress import stress
from gng_desktop.imaging.sample import sample_path
from tests.fakes import install_detector


def test_the_shipped_vit_is_weighed_and_fast_leaves_it_out(tmp_path):
    portrait = sample_path(tmp_path)
    whole, fast = (Analyser.open(device="cpu", threads=1, fast=fast) for fast in (False, True))
    found, less = (analyser.analyse(portrait) for analyser in (whole, fast))
    assert whole.problems == fast.problems == () and found.status == "ok", found.reason
    assert {"gan", "vit"} <= set(found.contributions) and "vit" not in less.contributions
    rule = whole.models["with_background"].manifest.fusion
    vit = next(one for one in found.detectors if one.id == "vit")
    odds = np.log(vit.score / (1 - vit.score))
    assert found.contributions["vit"] == pytest.approx(rule.slope * rule.weights["vit"] * odds)
    assert fast.models["with_background"].manifest.fusion == rule.fast
    assert (less.notes, FAST_NOTE in found.notes) == ((*found.notes, FAST_NOTE), False)
    assert found.label_of("with_background") == less.label_of("with_background")
    assert not (whole.models["vit"].folder / "model.onnx").exists()  # in parts below 30 MB
    assert all(part.stat().st_size < 30e6 for part in whole.models["vit"].folder.iterdir())


def test_fast_leaves_another_detector_with_the_id_of_the_vit_where_it_is(tmp_path):
    own = install_detector(tmp_path, "vit")
    analyser = Analyser.open(tmp_path, "cpu", 1, fast=True)
    assert (analyser.models["vit"], analyser.problems) == (own, ())
    found = analyser.analyse(sample_path(tmp_path))
    assert [one.label for one in found.detectors if one.id == "vit"] == [own.label]
    assert FAST_NOTE in found.notes and found.score_fused is not None
    assert "vit" not in found.contributions


def test_a_blurred_photo_is_not_called_generated_by_the_vit(tmp_path):
    analyser = Analyser.open(device="cpu", threads=1)
    *_, done = stress(analyser, analyser.analyse(sample_path(tmp_path)))
    blurred = {point.amount: point for point in done.points if point.kind == "blur"}
    assert "generated" not in {point.verdict for point in blurred.values()}
    assert blurred[1].reason == BLURRED
