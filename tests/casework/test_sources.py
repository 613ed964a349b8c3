"""``runs sources``: the section of the study, made of runs and four cells that are there."""

import json

from gng_desktop import cli
from gng_desktop.casework.sources import CELLS


def cell(score):
    ends = {"score": [score, score], "called_generated": [0.0, 1.0]}
    return {"images": 4, "score": score, "called_generated": 0.5, "intervals": ends}


def test_the_section_is_written_and_replaced(tmp_path, capsys):
    truths = ("real", "generated")
    cells = {f"{face} on {scene}": cell(0.25) for face in truths for scene in truths}
    found = {"with_background": cells | {"effects": {"face": 2.0, "background": -0.5}}}
    for folder in ("recipes", "runs"):
        (tmp_path / folder).mkdir()
    (tmp_path / "runs" / CELLS).write_text(json.dumps(found), encoding="utf-8")
    out = tmp_path / "study.md"
    out.write_text("# Study\n\nKept.\n", encoding="utf-8")
    where = ["--data", str(tmp_path), "--runs", str(tmp_path / "runs"), "--out", str(out)]
    command = ["runs", "sources", str(tmp_path / "recipes"), *where]
    assert cli.run(command) == 0
    text = out.read_text("utf-8")
    assert text.startswith("# Study\n\nKept.\n") and text.count("documents 002 to 004 -->") == 2
    assert "(paper 0.9944)" in text and "(paper 0.9139)" in text and "(paper 0.6474)" in text
    assert "| with background | generated | real | 4 | 0.250 [0.250, 0.250] |" in text
    assert "by +2.00, a generated background by -0.50" in text
    readme = tmp_path / "README.md"
    assert cli.run([*command, "--readme", str(readme)]) == 0
    assert out.read_text("utf-8") == text
    row = "[log-odds: face +2.00, background -0.50](figures/backgrounds.png)"
    assert row in readme.read_text("utf-8") and "not measured" in readme.read_text("utf-8")
    assert (tmp_path / "figures" / "backgrounds.png").stat().st_size < 300_000
    (tmp_path / "recipes" / "bad.toml").write_text("name = 1", encoding="utf-8")
    assert cli.run(command) == 1
    assert "task is missing" in capsys.readouterr().err
