"""Tables as LaTeX and as pictures."""

import re

import pytest
from PIL import Image

from gng_desktop.runs.table import Cell, Table, latex


@pytest.fixture
def table():
    rows = [
        (("ResNet50", "with_50 %"), (Cell(0.91, [0.9, 0.92], 0.95), Cell(1234567))),
        (("[new]", "a|b"), (Cell("no run"), Cell())),
    ]
    return Table("Table 1: 95 % of it & more_", ("backbone", "run"), ("F_1", "count"), rows)


def test_latex(table):
    lines = table.latex().splitlines()
    assert r"  \caption{Table 1: 95 \% of it \& more\_}" in lines
    assert r"  \begin{tabular}{llll}" in lines
    rules = [n for n, line in enumerate(lines) if line.strip().endswith("rule")]
    assert [lines[n].strip() for n in rules] == [r"\toprule", r"\midrule", r"\bottomrule"]
    head, *body = lines[rules[0] + 1 : rules[1]] + lines[rules[1] + 1 : rules[2]]
    assert head == r"  backbone & run & F\_1 & count \\"
    assert body[0] == (
        r"  ResNet50 & with\_50 \% & 0.9100 [0.9000, 0.9200] (thesis 0.9500) & 1,234,567 \\"
    )
    # A bracket at the start of a row would be the option of the "\\" before it.
    assert body[1] == r"  {}[new] & a\textbar{}b & no run & - \\"


def test_every_special_character_is_escaped():
    special = "\\ & % $ # _ { } ~ ^ < >"
    found = latex(special)
    bare = re.sub(r"\\[&%$#_{}]|\\text[a-z]+\{\}", "", found)
    assert not set(bare) & set("\\&%$#_{}~^<>")
    assert latex("two\nlines") == "two lines"


def test_markdown_keeps_its_columns(table):
    assert table.markdown().splitlines()[-1] == r"| [new] | a\|b | no run | - |"


def test_picture(table, tmp_path):
    shown = {text.get_text() for text in table.picture().figure.axes[0].texts}
    assert {"F_1", "0.9100 [0.9000, 0.9200] (thesis 0.9500)", "1,234,567", "-"} <= shown
    wide = Table(table.caption, table.keys, table.columns, [(("x" * 80, ""), (Cell(), Cell()))])
    assert wide.picture().figure.get_figwidth() > table.picture().figure.get_figwidth() + 2
    table.write(tmp_path / "out" / "a.PNG")
    with Image.open(tmp_path / "out" / "a.PNG") as image:
        assert image.format == "PNG" and image.width > 400


def test_dollars_are_no_formulas(tmp_path):
    Table("a $b_ c$", ("$x^$",), ("y",), [(("$ {$",), (Cell("$_$"),))]).write(tmp_path / "a.png")


def test_command(make_run, tmp_path, gng, refused):
    runs = make_run("a_b").parent
    for suffix in ("csv", "md", "tex", "png"):
        out = tmp_path / f"table.{suffix}"
        gng("runs", "table", "4.3", runs, "--out", out)
        assert out.stat().st_size > 300
    row = r"mobilenet\_v2 & none & a\_b & 0.9000 [0.8800, 0.9200]"
    assert row in (tmp_path / "table.tex").read_text()
    error = refused("runs", "table", "4.3", runs, "--out", tmp_path / "table.doc")
    assert "is no file for a table; end its name in .csv, .md, .tex, .png" in error
