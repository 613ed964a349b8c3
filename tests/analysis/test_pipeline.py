import dataclasses
import hashlib
import json

import numpy as np
import pytest
from PIL import Image

from gng_desktop import __version__
from gng_desktop.analysis import OWN, loaded
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.scoring import calibrate
from gng_desktop.imaging import detect
from gng_desktop.imaging.background import foreground, strip
from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import network_input
from gng_desktop.modelstore import Calibration, Fusion, ModelError, Thresholds, install
from gng_desktop.modelstore.scope import Scope
from tests import fakes
from tests.fakes import stored

KEYS = [
    "path", "sha256", "status", "reason", "width", "height",
    "verdict", "score_with_background", "score_without_background", "novelty_with_background",
    "novelty_without_background", "face_fraction", "face_box", "frame", "frames", "face_index",
    "regions", "segmenter", "classifier_with_background", "classifier_without_background", "engine",
    "device", "seconds", "version", "notes", "partial", "likelihood_ratio",
    "support", "score_fused", "contributions", "detectors", "deciding", "family",
    "family_probabilities", "classifier_family",
]  # fmt: skip


def has_no_score(analysis):
    return (
        analysis.verdict is None
        and analysis.score_with_background is None
        and analysis.score_without_background is None
    )


def test_a_face_gets_two_scores_and_a_verdict(make_analyser, portrait):
    found = make_analyser(0.9, 0.8).analyse(portrait)
    assert (found.status, found.verdict, found.reason) == ("ok", "generated", "")
    assert found.score_with_background == pytest.approx(0.9, abs=1e-6)
    assert found.score_without_background == pytest.approx(0.8, abs=1e-6)
    assert (found.path, found.width, found.height) == (str(portrait), 224, 224)
    assert found.sha256 == hashlib.sha256(portrait.read_bytes()).hexdigest()
    assert found.novelty_with_background is found.novelty_without_background is None
    assert (found.engine, found.device, found.version) == ("fake", "cpu (1 thread)", __version__)
    assert found.segmenter == "segmenter@segmenter***"
    for part, name in ((found, "verdict"), (found.views, "rgb")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(part, name, None)
    assert found.classifier_with_background == "with-background@with_backgro"
    assert found.classifier_without_background == "without-background@without_back"
    stages = ["read", "detect", "segment", "strip"]
    stages += ["score_with_background", "score_without_background", "total"]
    assert list(found.seconds) == stages and min(found.seconds.values()) >= 0
    assert 2 * found.seconds["total"] == pytest.approx(sum(found.seconds.values()), abs=1e-5)


def test_each_classifier_is_calibrated_and_limited_by_its_own_manifest(make_analyser, portrait):
    analyser = make_analyser(
        0.5,
        0.5,
        with_background={"calibration": (1.0, 2.0), "thresholds": (0.1, 0.8)},
        without_background={"calibration": (1.0, -2.0), "thresholds": (0.2, 0.95)},
    )
    found = analyser.analyse(portrait)
    assert found.score_with_background == pytest.approx(1 / (1 + np.exp(-2)))
    assert found.score_without_background == pytest.approx(1 / (1 + np.exp(2)))
    assert found.verdict == "inconclusive"
    assert "generated with background, real without background" in found.reason


def fusing(analyser, high=0.9, partner="b" * 64):
    """Give an analyser a rule of fusion, fitted with the model of hash `partner`."""
    weights = {"with_background": 1.0, "without_background": 0.5}
    rule = Fusion(weights, -1.0, {"without_background": partner}, Thresholds(0.3, high, ""), "", {})
    fusion = dataclasses.asdict(rule)
    analyser.models["with_background"] = stored("with_background", fusion=fusion)
    analyser.models["without_background"] = stored("without_background", sha256="b" * 64)
    return analyser


@pytest.mark.parametrize(
    ("first", "second", "high", "verdict", "words"),
    [
        (0.99, 0.6, 0.9, "generated", ""),  # the second alone would not decide
        (0.99, 0.6, 0.99, "inconclusive", "The fused score lies between its limits"),
        (0.2, 0.5, 0.9, "real", ""),
        (0.999, 0.2, 0.9, "inconclusive", "contradict each other"),
    ],
)
def test_a_fused_score_decides_unless_classifiers_contradict_each_other(
    make_analyser, portrait, first, second, high, verdict, words
):
    found = fusing(make_analyser(first, second), high).analyse(portrait)
    assert found.verdict == verdict and words in found.reason and bool(found.reason) == bool(words)
    odds = [np.log(p / (1 - p)) for p in (first, second)]
    assert found.contributions["with_background"] == pytest.approx(odds[0], abs=1e-4)
    assert found.contributions["without_background"] == pytest.approx(odds[1] / 2, abs=1e-4)
    expected = 1 / (1 + np.exp(1 - odds[0] - odds[1] / 2))
    assert found.score_fused == pytest.approx(expected, abs=1e-4)
    assert found.fused_constant == pytest.approx(-1, abs=1e-3)


def test_a_rule_fitted_with_another_model_is_not_used(make_analyser, portrait):
    analyser = fusing(make_analyser())
    assert analyser.fuses and not analyser.with_deciding(["with-background"]).fuses
    assert not fusing(make_analyser(), partner="c" * 64).fuses and not make_analyser().fuses
    found = fusing(make_analyser(0.99, 0.6), partner="c" * 64).analyse(portrait)
    assert (found.score_fused, found.contributions, found.verdict) == (None, {}, "inconclusive")
    assert found.fused_constant is None


@pytest.mark.parametrize(("odds", "known"), [(-40.0, True), (20.0, True), (35.9, False)])
def test_the_rule_s_constant_is_not_read_from_a_rounded_score(odds, known):
    score = float(1 / (1 + np.exp(-odds)))
    found = fakes.analysis(score_fused=score, contributions={"with_background": odds - 0.5})
    assert found.fused_constant == (pytest.approx(0.5, abs=1e-3) if known else None)


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (Box(-100, -100, 424, 424), "Framed too tightly"),  # the middle half of a portrait
        (Box(60, 60, 100, 100), "Too small"),
    ],
)
def test_a_frame_unlike_those_of_training_is_named_and_never_real(
    make_analyser, painted, portrait, detector, face_in, frame, words
):
    detector.setattr(detect, "_detected", lambda rgb, scale: [face_in(frame)])
    for raw, verdict in ((0.1, "inconclusive"), (0.5, "inconclusive"), (0.9, "generated")):
        analyser = make_analyser(raw, raw)
        mask = analyser.engines["segmenter"].run(painted(56, 56)[None])
        analyser.engines["segmenter"].run = lambda batch, mask=mask: mask
        found = analyser.analyse(portrait)
        assert (found.status, found.verdict) == ("ok", verdict) and words in found.reason
        assert found.score_with_background == pytest.approx(raw)


def test_regions_are_shares_of_the_whole_image(make_analyser, crowd, portrait):
    small, large = (make_analyser().analyse(path) for path in (crowd, portrait))
    for found in (small, large):
        assert sum(found.regions.values()) == pytest.approx(1)
        assert found.face_fraction == pytest.approx(1 - found.regions["background"])
        assert {"general face", "left eye", "right eye", "nose", "lips"} < set(found.regions)
    assert large.face_fraction == pytest.approx(0.25, abs=0.01)
    assert small.face_fraction == pytest.approx(80 * 80 / (640 * 480), rel=0.1)
    assert large.face_box == (0, 0, 224, 224)
    x, y, width, height = small.face_box
    assert width == height and 130 < width < 200
    assert x <= 341 and x + width >= 421 and y <= 193 and y + height >= 273  # the skin


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "does not exist"), (b"", "0 bytes"), (b"hello", "not an image")],
)
def test_an_unreadable_file_is_an_error(make_analyser, tmp_path, content, words):
    path = tmp_path / "a.jpg"
    if content is not None:
        path.write_bytes(content)
    found = make_analyser().analyse(path)
    assert found.status == "error" and words in found.reason
    assert has_no_score(found) and found.views is None and found.regions == {}
    expected = None if content is None else hashlib.sha256(content).hexdigest()
    assert found.sha256 == expected
    assert (found.width, found.height, found.face_fraction, found.face_box) == (None,) * 4


def broken(batch):
    raise RuntimeError("[ONNXRuntimeError] line 1\nline 2")


def nonsense(batch):
    return np.full(len(batch), np.nan, np.float32)


@pytest.mark.parametrize(
    ("role", "fault"),
    [
        ("segmenter", broken),
        ("segmenter", lambda batch: np.full(batch.shape[:3], 200, np.uint8)),  # no such class
        ("with_background", broken),
        ("without_background", broken),
        ("with_background", nonsense),
        ("without_background", nonsense),
    ],
)
def test_a_failing_engine_is_one_sentence_not_a_traceback(
    make_analyser, portrait, caplog, capfd, role, fault
):
    analyser = make_analyser()
    analyser.engines[role].run = fault
    found = analyser.analyse(portrait)
    assert found.status == "error" and has_no_score(found)
    assert found.reason.count(".") == 1 and "\n" not in found.reason
    assert "doctor" in found.reason and "Error" not in found.reason
    assert found.sha256 == hashlib.sha256(portrait.read_bytes()).hexdigest()
    assert found.width == 224
    assert str(portrait) in caplog.text and "Traceback" in caplog.text  # for the log
    assert capfd.readouterr().out == ""


def test_the_file_is_not_touched(make_analyser, portrait):
    before = portrait.read_bytes(), portrait.stat().st_mtime_ns
    portrait.chmod(0o444)
    make_analyser().analyse(portrait)
    assert (portrait.read_bytes(), portrait.stat().st_mtime_ns) == before
    assert [p.name for p in portrait.parent.iterdir()] == ["portrait.png"]


@pytest.mark.parametrize("name", ["portrait", "crowd"])
def test_training_and_analysis_see_the_same_pixels(make_analyser, tmp_path, request, name):
    from gng_desktop.datasets.framing import FaceCache
    from gng_desktop.datasets.items import FaceItem
    from gng_desktop.datasets.loading import PLAIN, face_sample

    path = request.getfixturevalue(name)
    analyser = make_analyser()
    found = analyser.analyse(path)
    views = found.views
    (seen,), (stripped,) = (analyser.engines[role].given for role in OWN)
    assert np.array_equal(seen[0], views.network_rgb)
    assert np.array_equal(stripped[0], views.network_stripped)
    analysed = views.rgb if views.box is None else views.box.of(views.rgb)
    assert (views.box is None) == (name == "portrait")
    size = views.network_rgb.shape[0]
    expected = strip(network_input(analysed, size), foreground(views.network_mask))
    assert np.array_equal(views.network_stripped, expected)
    assert 0.1 < (expected == 0).all(axis=2).mean() < 0.9  # some is stripped, some is not

    faces = FaceCache(tmp_path / "faces", analyser.engines["segmenter"])
    item = FaceItem(path, True, "test", "train")
    for _ in range(2):  # the second time from the cache
        rng = np.random.default_rng(0)
        framed, label = face_sample(item, PLAIN, size, rng, faces)
        stripped, _ = face_sample(item, PLAIN, size, rng, faces, view="stripped")
        assert np.array_equal(framed, views.network_rgb)
        assert np.array_equal(stripped, views.network_stripped)
        assert label == 1.0


def test_json_names_and_order(make_analyser, portrait, tmp_path):
    analyser = make_analyser()
    for path in (portrait, tmp_path / "missing.png"):
        assert list(analyser.analyse(path).to_json()) == KEYS
    found = analyser.analyse(portrait)
    read = json.loads(json.dumps(found.to_json(), allow_nan=False))
    assert read["face_box"] == list(found.face_box)
    assert read["score_with_background"] == found.score_with_background
    assert read["regions"] == found.regions and read["status"] == "ok"


# Scope


FEATURES = np.array([[9.0, 16.0]], np.float32)  # spread to 3 and 4: a distance of 5 from 0


def scoped(analyser, **limits):
    """Give classifiers a scope around the origin, with these limits."""
    scopes = {
        role: Scope(np.zeros((2, 2), np.float32), np.eye(2, dtype=np.float32), limit)
        for role, limit in limits.items()
    }
    for role in limits:
        engine = analyser.engines[role]
        engine.run_with_features = lambda batch, run=engine.run: (
            run(batch),
            np.repeat(FEATURES, len(batch), axis=0),
        )
    return dataclasses.replace(analyser, scopes=scopes)


@pytest.mark.parametrize(
    ("limits", "novelty", "words"),
    [
        ({"with_background": 10.0, "without_background": 5.0}, (0.5, 1.0), ""),
        ({"with_background": 4.0}, (1.25, None), "to the with-background classifier"),
        ({"without_background": 2.5}, (None, 2.0), "to the without-background classifier"),
        ({"with_background": 4.0, "without_background": 2.5}, (1.25, 2.0), "to both classifiers"),
    ],
)
def test_a_face_out_of_scope_is_not_decided(make_analyser, portrait, limits, novelty, words):
    options = dict.fromkeys(OWN, {"calibration": (0.5, -1.0)})
    analyser = scoped(make_analyser(0.1, 0.1, **options), **limits)
    found = analyser.analyse(portrait)
    assert found.status == "ok"
    novelties = found.novelty_with_background, found.novelty_without_background
    assert novelties == pytest.approx(novelty)
    score = float(calibrate(np.array(0.1), Calibration("platt", 0.5, -1.0, "")))
    assert found.score_with_background == pytest.approx(score, abs=1e-6)  # still shown
    assert found.score_without_background == pytest.approx(score, abs=1e-6)
    # Score and novelty take one run of the network.
    assert [len(analyser.engines[role].given) for role in OWN] == [1, 1]
    if words:
        assert found.verdict == "inconclusive"
        assert found.reason.startswith("Out of scope: ") and words in found.reason
    else:
        assert (found.verdict, found.reason) == ("real", "")


@pytest.mark.parametrize("features", [np.full((1, 2), np.nan, np.float32), None])
def test_features_that_cannot_be_analysed_are_no_verdict(make_analyser, portrait, features):
    analyser = scoped(make_analyser(), with_background=1.0)
    analyser.engines["with_background"].run_with_features = lambda batch: (
        np.full(1, 0.9, np.float32),
        features,
    )
    found = analyser.analyse(portrait)
    assert found.status == "error" and has_no_score(found)


@pytest.mark.parametrize(("features", "fits"), [(2, True), (3, False), (0, False)])
def test_a_scope_must_fit_its_network(
    make_analyser, tmp_path, monkeypatch, portrait, features, fits
):
    fake = make_analyser(0.1, 0.1)
    Scope(np.zeros((2, 2), np.float32), np.eye(2, dtype=np.float32), 4.0).save(tmp_path / "s.npz")
    (tmp_path / "w").write_bytes(b"weights")
    for role, model in fake.models.items():
        fields = model.manifest.to_json()
        files = {"model.weights.h5": tmp_path / "w"}
        if role == "with_background":
            fields |= {"scope": {"limit": 4.0, "quantile": 0.99, "fitted_on": "nothing"}}
            files |= {"scope.npz": tmp_path / "s.npz"}
        install(tmp_path / "models" / role, fields, files)

    def engine_of(model, device, *args):
        engine = fake.engines[model.manifest.role]
        engine.features = features
        engine.run_with_features = lambda batch: (engine.run(batch), FEATURES)
        return engine

    monkeypatch.setattr(loaded, "open_engine", engine_of)
    if not fits:
        with pytest.raises(
            ModelError, match=rf"made for 2 features and its network gives {features}"
        ):
            Analyser.open(tmp_path / "models")
        return
    found = Analyser.open(tmp_path / "models").analyse(portrait)
    assert found.novelty_with_background == pytest.approx(1.25)
    assert found.novelty_without_background is None
    assert found.verdict == "inconclusive"


# Pictures in memory, and views


@pytest.mark.parametrize("name", ["portrait", "crowd"])
def test_a_picture_in_memory_is_analysed_as_its_file_is(request, make_analyser, name):
    path = request.getfixturevalue(name)
    analyser = make_analyser()
    rgb = np.array(Image.open(path))
    of_file, of_picture = analyser.analyse(path), analyser.analyse_picture(path, rgb, "f" * 64)
    assert of_picture.sha256 == "f" * 64 and "read" not in of_picture.seconds
    same = {"sha256": None, "seconds": {}}
    assert dataclasses.replace(of_picture, **same) == dataclasses.replace(of_file, **same)
    np.testing.assert_array_equal(of_picture.views.network_mask, of_file.views.network_mask)


def test_a_picture_that_breaks_the_program_is_an_error_and_not_an_exception(make_analyser):
    found = make_analyser().analyse_picture("a.png", np.zeros((64, 64, 3), np.uint8)[:0])
    assert found.status == "error" and found.sha256 is None


@pytest.mark.parametrize("name", ["portrait", "crowd"])
def test_views_have_the_size_of_the_image_and_complete_each_other(make_analyser, request, name):
    views = make_analyser().analyse(request.getfixturevalue(name)).views
    assert not {"mask", "face", "stripped", "background_only"} & set(vars(views))  # lazy
    shape = views.rgb.shape
    assert views.mask.shape == views.face.shape == shape[:2]
    assert views.stripped.shape == views.background_only.shape == shape
    assert views.mask.dtype == views.stripped.dtype == np.uint8 and views.face.dtype == bool
    assert np.array_equal(views.stripped + views.background_only, views.rgb)
    assert not (views.stripped[~views.face].any() or views.background_only[views.face].any())
    assert np.array_equal(views.stripped[views.face], views.rgb[views.face])
    assert 0 < views.face.mean() < 1
    assert views.mask is views.mask  # computed once


def test_a_analysed_square_lies_where_it_was_taken(make_analyser, crowd):
    views = make_analyser().analyse(crowd).views
    painted = views.rgb[..., 0] > 0
    assert views.box is not None
    assert (views.face == painted).mean() > 0.995
    outside = np.ones(painted.shape, bool)
    views.box.of(outside)[...] = False
    assert not views.mask[outside].any() and not views.stripped[outside].any()
    assert set(np.unique(views.mask)) == {0, 1, 2, 3, 4, 5}


def test_the_mask_tells_the_painted_classes(make_analyser, portrait):
    views = make_analyser().analyse(portrait).views
    assert (views.mask == views.rgb[..., 0] // 18).mean() > 0.95


def test_views_of_one_image_share_its_halvings(make_analyser, crowd):
    analyser = make_analyser()
    whole = analyser.analyse(crowd)
    face = analyser.analyse_part(crowd, whole.views.rgb, Box(301, 153, 160, 160)).views
    face.share(whole.views)
    assert face.pyramid is whole.views.pyramid
    with pytest.raises(ValueError, match="another image"):
        face.share(analyser.analyse(crowd).views)
