"""What is on screen, as command lines and as a script."""

import json
import runpy
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

import gng_desktop
from gng_desktop import cli
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.stress import stress
from gng_desktop.casework.saving import Results
from gng_desktop.casework.script import Run, commands_of, python_of
from gng_desktop.commands import parser
from gng_desktop.explain.further import explain_further
from gng_desktop.explain.methods import explain
from gng_desktop.imaging.sample import sample_path
from tests import fakes
from tests.fakes import install_detector, portrait
from tests.tiny_data import read_table


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Return results on an image of an awkward name, and how they were made."""
    monkeypatch.setattr(Analyser, "open", fakes.open_fakes)
    install_detector(tmp_path / "models", "lab")
    image = tmp_path / "it's a $face.png"
    Image.fromarray(portrait(220)).save(image)
    analyser = fakes.open_fakes(tmp_path / "models").with_deciding(["with_background"])
    analysis = analyser.analyse(image)
    found = []
    for method in ("regions", "shap"):
        *_, explained = explain(analyser, analysis, method, 100, "blur")
        found.append(explained)
    *_, further = explain_further(analyser, analysis, "lab", "shap", 120, "mean", "score")
    *_, tested = stress(analyser, analysis, ["fog"])
    results = Results(analysis, found, stress=tested, further=(further,))
    return results, Run(tmp_path / "models", "cpu")


def test_the_commands_are_understood_and_give_the_same(made, tmp_path, monkeypatch, capsys):
    lines = commands_of(*made).splitlines()
    kinds = ["analyse", "explain", "explain", "explain", "stress"]
    assert [shlex.split(line)[1] for line in lines] == kinds
    options = [parser().parse_args(shlex.split(line)[1:]) for line in lines]
    assert options[2].methods == ["shap"] and options[2].evals == 100
    assert options[2].masker == "blur" and options[1].unit == "log-odds"
    assert options[3].detectors == ["lab"] and options[3].masker == "mean"
    assert options[4].perturb == ["fog"]
    monkeypatch.chdir(tmp_path)
    assert cli.run(shlex.split(lines[0])[1:]) == 0
    assert f"{made[0].analysis.score_with_background:.3f}" in capsys.readouterr().out


def test_the_script_gives_the_same_numbers(made, tmp_path, monkeypatch, capsys):
    script = tmp_path / "again.py"
    script.write_text(python_of(*made), encoding="utf-8")
    monkeypatch.setattr("sys.argv", [str(script)])
    with pytest.raises(SystemExit, match="^0$"):
        runpy.run_path(str(script), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 9 + 4 + 1 + 1
    assert all(line.endswith("as before") for line in lines), lines
    text = script.read_text(encoding="utf-8")
    script.write_text(text.replace("'verdict': 'generated'", "'verdict': 'real'"), encoding="utf-8")
    with pytest.raises(SystemExit, match="^1$"):
        runpy.run_path(str(script), run_name="__main__")
    assert "verdict: generated WAS real" in capsys.readouterr().out
    install_detector(tmp_path / "models", "lab", view="whole", replace=True)
    with pytest.raises(SystemExit, match=r"The model lab is lab@\w+ and must be lab@"):
        runpy.run_path(str(script), run_name="__main__")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_both_run_on_a_clean_install(tmp_path):
    """With the shipped models, in processes that know of nothing but the installed program."""
    install_detector(tmp_path / "models", "lab")
    image, run = sample_path(tmp_path), Run(tmp_path / "models", "cpu")
    analyser = Analyser.open(run.models, run.device)
    analysis = analyser.analyse(image)
    *_, explained = explain(analyser, analysis, "gradcam")
    *_, further = explain_further(analyser, analysis, "lab", "shap", 100, "blur")
    *_, tested = stress(analyser, analysis)
    results = Results(analysis, (explained,), stress=tested, further=(further,))
    (tmp_path / "again.py").write_text(python_of(results, run), encoding="utf-8")
    empty = tmp_path / "home"
    empty.mkdir()
    environment = {
        "HOME": str(empty),
        "PATH": str(Path(sys.executable).parent),
        "PYTHONPATH": str(Path(gng_desktop.__file__).parents[1]),
    }
    script = [sys.executable, str(tmp_path / "again.py")]
    lines = [shlex.split(line) for line in commands_of(results, run).splitlines()]
    commands = [[sys.executable, "-m", "gng_desktop", *line[1:]] for line in lines]
    for command in (script, *commands):
        done = subprocess.run(
            command, cwd=empty, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if command is script:
            numbers = 7 + 2 * len(analysis.detectors) + 2 + 1 + 1
            assert "WAS" not in done.stdout and done.stdout.count("as before") == numbers
    facts = json.loads((empty / f"results/{image.stem}.json").read_text())
    assert facts["score_with_background"] == pytest.approx(analysis.score_with_background, abs=1e-6)
    for folder, method, name, drawn in (
        ("gradcam", "gradcam", "with_background", explained.maps[0]),
        ("shap.lab", "shap", "lab", further.map),
    ):
        found = json.loads((empty / f"results/{folder}/{image.stem}.explain.json").read_text())
        total = found["methods"][method][name]["sum_of_values"]
        assert total == pytest.approx(float(drawn.values.sum()), rel=1e-4)
    verdicts = [row["verdict"] for row in read_table(empty / "results.stress.csv")]
    assert verdicts == [point.verdict or "" for point in tested.points]
