import errno
import io
import json
import math
import os
import stat
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gng_desktop.casework.clipboard import keep_pasted
from gng_desktop.casework.records import (
    explanation_facts,
    faithfulness_facts,
    save_explanations,
    save_png,
    unused_stem,
)
from gng_desktop.casework.saving import Results, save_results
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.imaging.overlay import blend

NAMES = ["a.background.png", "a.json", "a.mask.png", "a.overlay.png", "a.stripped.png"]


def listing(folder):
    return sorted(p.name for p in folder.iterdir())


def saved(analysis, folder, stem):
    """Write an analysis alone; return what was written."""
    return list(save_results(Results(analysis), folder, stem, replace=True))


def test_every_view_is_written_at_the_size_of_the_image(make_analysis, square, tmp_path):
    for name, box in (("whole", None), ("square", square)):
        out = tmp_path / name
        out.mkdir()
        analysis = make_analysis(box=box)
        written = saved(analysis, out, "a")
        assert listing(out) == NAMES and sorted(p.name for p in written) == NAMES
        views = analysis.views
        expected = {
            "overlay": blend(views.rgb, views.mask),
            "stripped": views.stripped,
            "background": views.background_only,
        }
        for view, pixels in expected.items():
            with Image.open(out / f"a.{view}.png") as image:
                assert image.format == "PNG" and image.mode == "RGB"
                assert np.array_equal(np.array(image), pixels)


def test_the_mask_is_one_channel_of_class_ids(make_analysis, tmp_path):
    analysis = make_analysis()
    saved(analysis, tmp_path, "a")
    with Image.open(tmp_path / "a.mask.png") as image:
        assert image.mode == "L" and image.size == (64, 48)
        ids = np.array(image)
    assert ids.dtype == np.uint8 and set(np.unique(ids)) == {0, 1, 6, 13}
    assert np.array_equal(ids, analysis.views.mask)


def test_the_json_is_the_analysis(make_analysis, tmp_path):
    analysis = make_analysis(path="Fälle/ä.png")
    saved(analysis, tmp_path, "a")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    read = json.loads(text)
    assert list(read) == list(analysis.to_json())
    assert read == analysis.to_json() | {"face_box": [0, 0, 64, 48], "notes": []}
    assert "Fälle/ä.png" in text and text.endswith("}\n")


@pytest.mark.parametrize("path", ["/case/\udce4\udcff.png", "C:\\new\\table.png", 'a"b\nc.png'])
def test_any_file_name_survives_the_json(make_analysis, tmp_path, path):
    saved(make_analysis(path=path), tmp_path, "a")
    data = (tmp_path / "a.json").read_bytes()
    assert json.loads(data.decode("utf-8"))["path"] == path


@pytest.mark.parametrize("after", [0, 2, 4])
def test_a_full_disk_leaves_whole_files_only(make_analysis, pair, tmp_path, monkeypatch, after):
    saved(make_analysis(), tmp_path, "a")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    sync, left = os.fsync, [after]

    def full(handle):
        if stat.S_ISREG(os.fstat(handle).st_mode):
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    monkeypatch.setattr(os, "fsync", full)
    for stem in ("b", "a"):
        with pytest.raises(OSError, match="No space left"):
            saved(make_analysis(verdict="real"), tmp_path, stem)
        assert len([name for name in listing(tmp_path) if name[0] == "b"]) == after
    with pytest.raises(OSError, match="No space left"):
        save_explanations(pair, tmp_path, "c")
    Image.new("RGB", (4, 4)).save(pasted := io.BytesIO(), format="PNG")
    with pytest.raises(OSError, match="No space left"):
        keep_pasted(pasted.getvalue(), tmp_path)
    assert {path: path.read_bytes() for path in before} == before
    assert len(listing(tmp_path)) == len(before) + after


def test_names_that_are_no_utf_8_can_be_written(make_analysis, tmp_path, out):
    try:
        (tmp_path / "\udce4.png").write_bytes(b"")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes UTF-8 names only")
    for path in saved(make_analysis(), out, Path("\udce4.png").stem):
        assert path.is_file() and path.name.startswith("\udce4.")


def test_explanations_are_a_figure_and_raw_values(pair, tmp_path):
    written = save_explanations(pair, tmp_path, "a")
    assert listing(tmp_path) == ["a.shap.npz", "a.shap.png"]
    assert sorted(p.name for p in written) == listing(tmp_path)
    with Image.open(tmp_path / "a.shap.png") as image:
        image.verify()
    with np.load(tmp_path / "a.shap.npz", allow_pickle=False) as kept:
        assert np.array_equal(kept["without_background_values"], pair[1].values)


def test_facts_name_the_unit_and_give_scores_as_scores(pair):
    first, second = pair
    maps = (
        replace(first, unit="log-odds", baseline=-4.0, prediction=0.999),
        replace(second, unit="relative", baseline=math.nan),
    )
    facts = json.loads(json.dumps(explanation_facts(Explained(maps))))
    counted, relative = facts["with_background"], facts["without_background"]
    assert (counted["unit"], counted["baseline"], counted["prediction"]) == ("log-odds", -4, 0.999)
    assert counted["hidden_score"] == pytest.approx(1 / (1 + math.exp(4)))
    assert (relative["baseline"], relative["hidden_score"]) == (None, None)


def test_faithfulness_is_recorded_in_score_and_log_odds(pair):
    def score(batch):
        return 1e-4 + batch.mean(axis=(1, 2, 3)) / 255

    found = faithfulness(score, pair[0], "black", steps=4)
    facts = json.loads(json.dumps(faithfulness_facts(found)))
    assert facts["gain"] == pytest.approx(found.gain)
    assert facts["gain_log_odds"] == pytest.approx(found.gain_log_odds)
    for name in ("deletion", "insertion"):
        support = np.array(facts[name])
        np.testing.assert_allclose(facts[f"{name}_log_odds"], np.log(support / (1 - support)))
    assert len(facts["random_insertion_log_odds"]) == len(facts["fractions"]) == 5


@pytest.mark.parametrize(
    ("images", "stems"),
    [
        (["a.png", "b.png"], ["a", "b"]),
        (["x/a.png", "y/a.png", "z/a.png"], ["a", "a-2", "a-3"]),
        (["a.png", "a.jpg"], ["a", "a-2"]),
        (["a.png", "A.jpg"], ["a", "A-2"]),
        (["STRASSE.png", "straße.png"], ["STRASSE", "straße-2"]),
        (["a-2.png", "x/a.png", "y/a.png"], ["a-2", "a", "a-3"]),
        (["x/a.png", "y/a.png", "a-2.png"], ["a", "a-2", "a-2-2"]),
        (["x/a.png", "A-2.png", "y/a.png"], ["a", "A-2", "a-3"]),
        (["a.b.png", "a.png"], ["a.b", "a"]),
        ([".png", "x/.png"], [".png", ".png-2"]),
    ],
)
def test_no_two_images_of_a_call_share_a_stem(tmp_path, images, stems):
    taken = set()
    found = [unused_stem(Path(image), taken) for image in images]
    assert found == stems
    assert len({stem.casefold() for stem in found}) == len(images)


def test_files_of_different_stems_never_collide(make_analysis, pair, tmp_path):
    taken = set()
    names = ["a.png", "a.mask.png", "a.mask.mask.png", "a.json.png", "a.shap.png", "a.shap.jpg"]
    count = 0
    for name in names:
        stem = unused_stem(Path(name), taken)
        count += len(saved(make_analysis(), tmp_path, stem))
        (tmp_path / f"{stem}.shap.npz").write_bytes(b"")
        count += 1
    assert len(listing(tmp_path)) == count == 6 * len(names)


def test_a_link_is_replaced_and_its_target_stays(make_analysis, tmp_path, out):
    evidence = tmp_path / "evidence.png"
    evidence.write_bytes(b"evidence")
    try:
        (out / "a.mask.png").symlink_to(evidence)
    except OSError:
        pytest.skip("links need privileges here")
    saved(make_analysis(), out, "a")
    assert evidence.read_bytes() == b"evidence"
    assert not (out / "a.mask.png").is_symlink()


@pytest.mark.parametrize("shape", [(5, 7), (5, 7, 3)])
def test_png_is_lossless(tmp_path, shape):
    pixels = np.random.default_rng(0).integers(0, 256, shape).astype(np.uint8)
    save_png(tmp_path / "x.png", pixels)
    with Image.open(tmp_path / "x.png") as image:
        assert np.array_equal(np.array(image), pixels)


def test_the_novelty_is_recorded_beside_the_scores(make_analysis, tmp_path):
    saved(make_analysis(novelty_with_background=1.4), tmp_path, "a")
    read = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (read["novelty_with_background"], read["novelty_without_background"]) == (1.4, None)
    names = list(read)
    assert names.index("novelty_with_background") == names.index("score_without_background") + 1
