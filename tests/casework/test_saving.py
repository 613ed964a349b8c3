import errno
import io
import json
import math
import os
import stat
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.result import Views
from gng_desktop.casework.clipboard import keep_pasted
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.file_names import (
    SavingError,
    files_in_the_way,
    free_stem,
    holds_evidence,
    safe_stem,
)
from gng_desktop.casework.result_files import (
    SUFFIXES,
    explanation_facts,
    faithfulness_facts,
    save_explanations,
    unused_stem,
)
from gng_desktop.casework.saving import (
    VIEW_SUFFIXES,
    Results,
    export_views,
    map_on_image,
    save_results,
)
from gng_desktop.explain.explanation import Explanation
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.map_overlay import pale
from gng_desktop.explain.methods import Explained
from gng_desktop.explain.rendering import colourise
from gng_desktop.imaging.overlay import blend, outline

PICTURES = {"overlay", "mask", "stripped", "background"}
with_links = pytest.mark.skipif(os.name == "nt", reason="links need privileges there")


def listing(folder):
    return sorted(p.name for p in folder.iterdir())


def saved(analysis, folder, stem):
    """Write an analysis alone; return what was written."""
    return list(save_results(Results(analysis), folder, stem, replace=True))


def pixels(path):
    with Image.open(path) as image:
        assert image.format == "PNG"
        return np.array(image)


@pytest.fixture
def evidence(tmp_path):
    folder = tmp_path / "evidence"
    folder.mkdir()
    image = folder / "a.png"
    Image.fromarray(np.zeros((4, 4, 3), np.uint8)).save(image)
    return image


def test_everything_known_is_written(make_analysis, pair, out):
    analysis = make_analysis()
    history = [decide(analysis, "undecided", "", "A"), decide(analysis, "real", "Grain.", "B")]

    def score(batch):
        return np.full(len(batch), 0.9)

    small = tuple(replace(e, values=e.values[::2, ::2], image=e.image[::2, ::2]) for e in pair)
    tested = tuple(faithfulness(score, e, "black", steps=2, random_maps=1) for e in small)
    results = Results(
        analysis,
        explained=[Explained(small), Explained(tuple(replace(e, method="grad-cam") for e in pair))],
        tested={"shap-partition": tested},
        history=history,
        provenance=SimpleNamespace(to_json=lambda: {"format": "PNG"}),
        stress=SimpleNamespace(to_json=lambda: {"points": []}),
    )
    written = list(save_results(results, out, "a"))
    roles = ("with_background", "without_background")
    expected = {f"a.{name}.png" for name in PICTURES} | {
        *("a.json", "a.explain.json", "a.shap.png", "a.shap.npz"),
        *("a.gradcam.png", "a.gradcam.npz"),
        *(f"a.shap.faithfulness.{role}.png" for role in roles),
    }
    assert set(listing(out)) == expected == {p.name for p in written}
    assert {p.name[1:] for p in written} <= set(SUFFIXES)
    with np.load(out / "a.shap.npz", allow_pickle=False) as kept:
        assert np.array_equal(kept["without_background_values"], small[1].values)
    # The JSON comes last: where it is, all of it is.
    assert written[-1] == out / "a.json"
    read = json.loads((out / "a.json").read_text(encoding="utf-8"))
    assert read["decision"]["conclusion"] == "real" and read["decision"]["comment"] == "Grain."
    assert [d["analyst"] for d in read["decision"]["history"]] == ["A", "B"]
    assert (read["provenance"], read["stress"]) == ({"format": "PNG"}, {"points": []})
    facts = json.loads((out / "a.explain.json").read_text(encoding="utf-8"))
    assert list(facts["methods"]) == ["shap", "gradcam"] and facts["sha256"] == analysis.sha256
    for role, found in zip(roles, tested, strict=True):
        shap = facts["methods"]["shap"][role]
        assert shap["faithfulness"]["gain"] == pytest.approx(found.gain)
        assert "faithfulness" not in facts["methods"]["gradcam"][role]


def test_partial_maps_are_left_out(make_analysis, pair, out):
    partial = Explained(tuple(replace(e, complete=False) for e in pair))
    list(save_results(Results(make_analysis(), [partial]), out, "a"))
    list(export_views(make_analysis(), [partial], out, "b"))
    assert not [name for name in listing(out) if "shap" in name or "explain" in name]


def test_an_image_that_was_not_read_has_a_json_only(make_analysis, out):
    analysis = make_analysis(status="error", verdict=None, views=None)
    assert list(save_results(Results(analysis), out, "a")) == [out / "a.json"]
    with pytest.raises(SavingError, match="no views"):
        list(export_views(analysis, [], out, "a"))


def test_views_are_exported_at_the_size_of_the_image(make_analysis, square, explained, out):
    analysis = make_analysis(box=square)
    hidden = frozenset({6})
    list(export_views(analysis, [explained], out, "a", opacity=0.8, hidden=hidden))
    views = analysis.views
    expected = {
        "overlay": blend(views.rgb, views.mask, 0.8, hidden),
        "outlines": outline(views.rgb, views.mask, hidden=hidden),
        "mask": views.mask,
        "stripped": views.stripped,
        "background": views.background_only,
    }
    for name, picture in expected.items():
        assert np.array_equal(pixels(out / f"a.{name}.png"), picture), name
    maps = [f"a.shap.map.{role}_background.png" for role in ("with", "without")]
    for name in maps:
        assert pixels(out / name).shape == views.rgb.shape
    assert listing(out) == sorted([f"a.{name}.png" for name in expected] + maps)
    assert {name[1:] for name in listing(out)} <= set(VIEW_SUFFIXES)
    # Outside the analysed part there is nothing but the pale picture the classifier's map lies on.
    for name, under in zip(maps, (views.rgb, views.stripped), strict=True):
        found, beside = pixels(out / name).astype(int), pale(under).astype(int)
        inside = np.zeros(views.mask.shape, bool)
        square.of(inside)[...] = True
        assert np.array_equal(found[~inside], beside[~inside])
        assert np.abs(found - beside)[inside].max() > 50


@pytest.mark.parametrize("side", [8, 16])
def test_a_map_on_its_image_looks_as_it_is_drawn_alone(side):
    rng = np.random.default_rng(3)
    image = rng.integers(0, 256, (side, side, 3)).astype(np.uint8)
    values = rng.normal(size=(8, 8)).astype(np.float32)
    drawn = Explanation("grad-cam", "", values, image, 0.5, 0.5, 1, 1.0, unit="relative")
    views = Views(image, image, image, np.zeros((side, side), np.uint8))
    found = map_on_image(drawn, 1.0, image, views).astype(int)
    large = replace(drawn, values=values.repeat(side // 8, 0).repeat(side // 8, 1))
    assert np.abs(found - colourise(large, 1.0)).max() <= 2


def test_earlier_files_are_replaced_only_when_asked(make_analysis, out):
    list(save_results(Results(make_analysis()), out, "a"))
    before = {path: path.read_bytes() for path in out.iterdir()}
    again = Results(make_analysis(verdict="real"))
    with pytest.raises(SavingError, match="already.*choose another"):
        list(save_results(again, out, "a"))
    assert {path: path.read_bytes() for path in out.iterdir()} == before
    list(save_results(again, out, "a", replace=True))
    assert json.loads((out / "a.json").read_text(encoding="utf-8"))["verdict"] == "real"
    # Another stem stands in nobody's way.
    list(save_results(again, out, "ab"))
    with pytest.raises(SavingError):
        list(export_views(make_analysis(), [], out, "a"))


@pytest.mark.parametrize("name", ["a.mask.png", "a.explain.json"])
@pytest.mark.parametrize("known", ["analysed", "at hand"])
def test_beside_evidence_nothing_is_ever_replaced(make_analysis, evidence, name, known):
    path, others = (evidence, []) if known == "analysed" else ("elsewhere/b.png", [evidence])
    other = evidence.with_name(name)
    other.write_bytes(b"evidence")
    for allowed in (False, True):
        with pytest.raises(SavingError, match="holds evidence"):
            results = Results(make_analysis(path=path))
            list(save_results(results, evidence.parent, "a", evidence=others, replace=allowed))
    assert other.read_bytes() == b"evidence"
    assert listing(evidence.parent) == sorted(["a.png", name])


def test_new_files_may_stand_beside_evidence(make_analysis, evidence):
    before = evidence.read_bytes()
    list(save_results(Results(make_analysis(path=evidence)), evidence.parent, "a"))
    assert evidence.read_bytes() == before and len(listing(evidence.parent)) == 6


@with_links
def test_evidence_is_found_through_links(tmp_path, evidence, out):
    assert holds_evidence(evidence.parent, [evidence]) and not holds_evidence(out, [evidence])
    assert not holds_evidence(evidence.parent, [evidence.with_name("gone.png")])
    assert not holds_evidence(evidence.parent, [Path("x" * 5000)])
    (tmp_path / "link").symlink_to(evidence.parent, target_is_directory=True)
    (out / "b.png").symlink_to(evidence)
    assert holds_evidence(tmp_path / "link", [evidence])
    assert holds_evidence(evidence.parent, [out / "b.png"])


def test_a_free_stem_is_numbered(out):
    assert free_stem(out, "a", SUFFIXES) == "a"
    (out / "a.json").touch()
    (out / "a-2.mask.png").touch()
    assert free_stem(out, "a", SUFFIXES) == "a-3"
    assert free_stem(out, "a", (".overlay.png",)) == "a"


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("a", "a"),
        ("Fälle 3.b", "Fälle 3.b"),
        ('a<b>c:d"e/f\\g|h?i*j', "a_b_c_d_e_f_g_h_i_j"),
        ("a\nb\x7f\udce4", "a_b__"),
        ("CON", "_CON"),
        ("com1.x", "_com1.x"),
        ("lpt¹", "_lpt¹"),
        ("nul .a", "_nul .a"),
        ("console", "console"),
        ("", "_"),
        ("..", "_.."),
        (" ", "_"),
        (".png", ".png"),
    ],
)
def test_stems_are_safe_on_windows_and_linux(name, stem, out):
    assert safe_stem(name) == stem
    assert not PureWindowsPath(f"{stem}.json").is_reserved()
    (out / f"{stem}.json").touch()


def test_a_long_name_leaves_room_for_every_suffix(out):
    stem = safe_stem("ä" * 250)
    for suffix in (*SUFFIXES, *VIEW_SUFFIXES):
        path = out / f"{stem}{suffix}"
        path.touch()
        assert len(os.fsencode(path.name)) <= 255


@pytest.mark.parametrize(
    "path", ["Fälle/ä.png", "/a/\udce4\udcff.png", "C:\\n\\t.png", 'a"b\nc.png']
)
def test_the_json_is_the_analysis(make_analysis, tmp_path, path):
    analysis = make_analysis(path=path, novelty_with_background=1.4)
    saved(analysis, tmp_path, "a")
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    read = json.loads(text)
    assert list(read) == list(analysis.to_json()) and read["path"] == path
    assert read == analysis.to_json() | {"face_box": [0, 0, 64, 48], "notes": []}
    assert ("Fälle/ä.png" in text) == (path[0] == "F") and text.endswith("}\n")
    names = list(read)
    assert names.index("novelty_with_background") == names.index("score_without_background") + 1


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
    found = faithfulness(lambda rgb: 0.1 + rgb.mean(axis=(1, 2, 3)) / 500, pair[0], "black", 4)
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


@with_links
def test_a_link_is_replaced_and_its_target_stays(make_analysis, tmp_path, out):
    evidence = tmp_path / "evidence.png"
    evidence.write_bytes(b"evidence")
    (out / "a.mask.png").symlink_to(evidence)
    saved(make_analysis(), out, "a")
    assert evidence.read_bytes() == b"evidence"
    assert not (out / "a.mask.png").is_symlink()
    (out / "b.json").symlink_to(out / "nowhere")
    assert files_in_the_way(out, "b", SUFFIXES) == [out / "b.json"]
