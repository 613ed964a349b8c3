"""Further detectors in scans, stress tests, cases and reports."""

import json
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PIL import Image

from gng_desktop import cli
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.file_names import SavingError
from gng_desktop.casework.restoring import results_of
from gng_desktop.casework.result_cache import ResultCache
from gng_desktop.casework.saving import Results, save_results
from gng_desktop.explain import library
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.further import explain_further
from gng_desktop.explain.partition import explain_pair
from gng_desktop.modelstore.detectors import load_detector
from gng_desktop.report.collect import content_of_results
from tests import fakes
from tests.fakes import content_of, html_of, install_detector, platt, portrait
from tests.tiny_data import read_table

LIMITS = {"real_below": 0.3, "generated_above": 0.7, "chosen_on": "nothing"}


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A calibrated and an uncalibrated detector beside painted models."""
    monkeypatch.setattr(Analyser, "open", fakes.open_fakes)
    folder = tmp_path / "models"
    install_detector(folder, "lab", calibration=platt(2, 0), thresholds=LIMITS)
    install_detector(folder, "raw_one", view="whole")
    return folder


@pytest.fixture
def images(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    for name, green in (("a", 220), ("b", 20)):
        Image.fromarray(portrait(green)).save(folder / f"{name}.png")
    Image.new("RGB", (64, 64)).save(folder / "c.png")
    return folder


def test_a_scan_has_columns_for_each_and_says_who_decided(models, images, tmp_path, capsys):
    out = tmp_path / "out.csv"
    scan = ["scan", str(images), "--csv", str(out), "--models", str(models), "--jobs", "1"]
    assert cli.run([*scan, "--deciding", "lab"]) == 0
    found = read_table(out)
    last = [*found[0]][-5:]
    assert last == ["deciding", "score_lab", "raw_lab", "score_raw_one", "raw_raw_one"]
    assert [row["verdict"] for row in found] == ["generated", "real", ""]
    assert {row["deciding"] for row in found} == {"lab"}
    assert float(found[0]["score_lab"]) > float(found[0]["raw_lab"]) > 0.5
    assert found[0]["score_raw_one"] == "" and found[2]["raw_lab"] == ""
    meta = json.loads((tmp_path / "out.meta.json").read_text())
    assert meta["settings"]["deciding"] == ["lab"]
    assert set(meta["models"]) == {*fakes.ROLES, "lab", "raw_one"}
    assert cli.run([*scan, "--resume"]) == 1
    assert "begun with other settings (deciding)" in capsys.readouterr().err


def test_a_stress_test_scores_every_change_by_each(models, images, tmp_path, capsys):
    out = tmp_path / "stress.csv"
    stress = ["stress", str(images / "a.png"), "--csv", str(out), "--models", str(models)]
    assert cli.run(stress) == 0
    found = read_table(out)
    assert all(row["score_lab"] and row["raw_raw_one"] for row in found if row["verdict"])
    assert "~ raw: not calibrated, no verdict" in capsys.readouterr().out


def test_a_case_and_its_report_tell_of_each(models, images, tmp_path, capsys):
    case = str(tmp_path / "a.gng")
    assert cli.run(["case", "new", case, "--title", "T", "--examiner", "E"]) == 0
    add = ["case", "add", case, str(images / "a.png"), "--models", str(models), "--stress"]
    explain = ["--explain", "shap", "--detectors", "lab", "--evals", "100", "--test"]
    assert cli.run([*add, "--deciding", "with-background,lab", *explain]) == 0
    assert cli.run(["case", "show", case, str(images / "a.png")]) == 0
    output = capsys.readouterr().out
    label = load_detector(models / "detectors/lab").label
    assert f"detector {label}: score 0.9" in output and "decides" in output
    assert "raw score 0.9" in output and "not calibrated: no verdict" in output
    assert f"Explained by SHAP (detector {label}), the maps tested" in output
    assert cli.run(["case", "verify", case]) == 0
    out = tmp_path / "a.jsonld"
    assert cli.run(["case", "export", case, "--out", str(out)]) == 0
    graph = json.loads(out.read_text(encoding="utf-8"))["@graph"]
    nodes = {node["@id"]: node for node in graph}
    assert len(nodes) == len(graph)
    refs = [node["@id"] for node in graph[0]["uco-core:object"]]
    assert graph[0]["uco-core:name"] == "T" and set(refs) == {*nodes} - {graph[0]["@id"]}
    (action,) = [n for n in graph if n.get("uco-core:name") == "Analysis"]
    results = [nodes[ref["@id"]] for ref in action["uco-action:result"]]
    verdict, *scores = [
        [
            c.get("uco-analysis:class")
            for f in r.get("uco-core:hasFacet", ())
            for c in f["uco-analysis:classification"]
        ]
        for r in results
    ]
    assert verdict == ["generated"] and scores == [["generated"]] * 3 + [[]]
    assert "not calibrated: no verdict" in results[-1]["uco-core:statement"]
    assert nodes[action["uco-action:performer"]["@id"]]["uco-core:name"] == "E"
    assert cli.run(["case", "export", case, "--out", str(out)]) == 1
    assert "add --replace" in capsys.readouterr().err
    content = content_of(Case.open(tmp_path / "a.gng"))
    assert not content.problems and not content.pages[0].problems
    page = html_of(content)
    assert f"{label}" in page and "not calibrated: no verdict" in page
    assert "The verdict was made of: with-background classifier, lab." in page
    assert "imported from lab.onnx" in page


def test_its_explanation_and_test_are_stored_with_the_image(models, images, tmp_path, capsys):
    analyser = Analyser.open(models)
    analysis = analyser.analyse(images / "a.png")
    found = []
    for detector, method in (("lab", "shap"), ("lab", "regions"), ("raw_one", "shap")):
        *_, one = explain_further(analyser, analysis, detector, method, 100, "blur")
        score = partial(analyser.score, detector)
        found.append(replace(one, tested=faithfulness(score, one.map, "blur", 4, 1)))
    results = Results(analysis, further=found)
    Case.create(tmp_path / "a.gng", "T", "", "E").add_results(
        results, previews(results), analyser.models
    )
    case = Case.open(tmp_path / "a.gng")
    cache = ResultCache(tmp_path / "cache.sqlite", 1 << 30)
    for one in found:
        cache.keep(Results(analysis, further=(one,)), one.key)
    kept = [
        results_of(case, analysis).further,
        [step[1].further[0] for step in cache.read(analysis)],
    ]
    for back in (*kept[0], *kept[1]):
        (one,) = [f for f in found if f.key == back.key]
        assert back.label == one.label and back.map.budget == one.map.budget
        np.testing.assert_array_equal(back.map.values, one.map.values)
        np.testing.assert_array_equal(back.tested.deletion, one.tested.deletion)
        assert (back.regions is None) == (one.regions is None)
        if one.regions is not None:
            np.testing.assert_array_equal(back.regions.phi, one.regions.phi)
    assert len(kept[0]) == len(kept[1]) == 3
    other = replace(analysis, detectors=())
    assert not results_of(case, other).further and not [*cache.read(other)]
    assert cli.run(["case", "show", str(case.path), str(images / "a.png")]) == 0
    output = capsys.readouterr().out
    assert f"Explained by SHAP (detector {found[0].label}), the maps tested" in output
    for content in (content_of(case), content_of_results([results], analyser.models)):
        assert not content.pages[0].problems
        page = html_of(content)
        assert f"Detector {found[0].label}: SHAP, " in page and "computed by GNG Desktop" in page
        assert f"Detector {found[1].label}: Regions" in page and "Contributions in log-odds" in page
        assert page.count("in log-odds over random ones (0 or less: no better") == 3
    written = {path.name for path in save_results(results, tmp_path, "a")}
    assert {"a.shap.lab.png", "a.regions.lab.npz", "a.shap.raw_one.npz"} <= written
    facts = json.loads((tmp_path / "a.explain.json").read_text())["methods"]
    assert "faithfulness" in facts["shap"]["raw_one"]
    with pytest.raises(SavingError, match=r"a\..* is in"):
        list(save_results(results, tmp_path, "a"))


def test_its_maps_are_compared_with_those_of_both_classifiers(models, images, tmp_path, capsys):
    out = tmp_path / "out.csv"
    compare = ["compare-explainers", str(images), "--csv", str(out), "--models", str(models)]
    compare += ["--methods", "shap", "--evals", "100", "--limit", "1"]
    assert cli.run([*compare, "--detectors", "lab,raw_one"]) == 0
    assert "| SHAP | raw_one | 1 |" in capsys.readouterr().out
    assert [r["classifier"] for r in read_table(out)] == [*fakes.ROLES[1:], "lab", "raw_one"]
    assert cli.run([*compare, "--detectors", "nobody"]) == 1
    output = capsys.readouterr().err.strip()
    assert output == "There is no further detector 'nobody'; choose from: lab, raw_one."


def test_its_score_is_explained_and_maps_are_checked(models, images, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(library, "library_pair", explain_pair)  # tests/explain runs shap itself
    out = tmp_path / "out"
    explain = ["explain", str(images / "a.png"), "--out", str(out), "--models", str(models)]
    explain += ["--methods", "shap,regions", "--evals", "100", "--masker", "blur"]
    assert cli.run([*explain, "--detectors", "lab,raw_one", "--check", "shap"]) == 0
    facts = json.loads((out / "a.explain.json").read_text())["methods"]
    assert facts["shap"]["lab"]["prediction"] > 0.9
    assert facts["shap"]["lab"]["engine"].startswith("GNG Desktop")
    assert "contributions" in facts["regions"]["raw_one"]
    assert "faithfulness" in facts["regions"]["lab"]
    assert max(facts["shap"]["check"]["differences"].values()) < 1e-4
    assert "Checked with shap 0." in capsys.readouterr().out
    assert (out / "a.shap.lab.png").exists() and (out / "a.regions.raw_one.npz").exists()
    assert cli.run([*explain, "--detectors", "nobody"]) == 1
    assert "no further detector 'nobody'; choose from: lab, raw_one" in capsys.readouterr().err
