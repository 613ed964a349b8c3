"""Errors by group of people: figures, command line, card."""

from pathlib import Path

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem
from gng_desktop.training import model_test
from gng_desktop.training.card import with_fairness
from gng_desktop.training.fairness import GAP, fairness, fairness_lines, gap_text
from tests.fakes import Painted, install_model, portrait
from tests.tiny_data import write_png, write_table


def faces(count, generated, **who):
    return [FaceItem(Path("x"), generated, "s", "test", **who)] * count


def test_rates_counts_and_intervals_of_each_group():
    items = faces(4, False, gender="female") + faces(2, True, gender="female") + faces(3, False)
    score = np.array([0.1, 0.5, 0.9, 0.95, 0.1, 0.9, 0.9, 0.9, 0.9])
    found = fairness(items, score, (0.3, 0.7))
    assert list(found) == ["gender"] and found["gender"]["undocumented"] == 3
    row = found["gender"]["groups"]["female"]
    assert row["counts"] == [[1, 1, 2], [1, 0, 1]] and row["images"] == 6
    assert row["false_alarm"] == 0.5 and row["miss"] == 0.5
    assert row["intervals"]["false_alarm"][0] < 0.5 < row["intervals"]["false_alarm"][1]
    assert found["gender"]["gaps"] == {"false_alarm": None, "miss": None}
    assert "too few to compare" in "\n".join(fairness_lines(found))


@pytest.mark.parametrize(("alarms", "chance"), [(30, False), (6, True)])
def test_the_largest_gap_is_that_of_large_groups_and_is_tested(alarms, chance):
    items = faces(100, False, ethnicity="white") + faces(100, False, ethnicity="East_Asian")
    items += faces(3, False, ethnicity="white/indian")
    score = np.r_[np.full(5, 0.9), np.full(95, 0.1), np.full(alarms, 0.9)]
    score = np.r_[score, np.full(100 - alarms, 0.1), np.full(3, 0.9)]
    gap = fairness(items, score, (0.3, 0.7))["ethnicity"]["gaps"]["false_alarm"]
    assert gap["groups"] == ["white", "east asian"]
    assert gap["gap"] == pytest.approx((alarms - 5) / 100)
    assert (gap["p"] > 0.05) == chance
    words = "\n".join(fairness_lines(fairness(items, score, (0.3, 0.7))))
    assert f"east asian {alarms - 5:.1f} points above white" in words
    assert ("not more than chance" in words) == chance and "| mixed | 3 |" in words


def test_an_interval_is_rounded_once():
    items = faces(111, False, gender="male")
    words = "\n".join(fairness_lines(fairness(items, np.full(111, 0.1), (0.3, 0.7))))
    assert "| 0.0% (0.0 to 3.3; 111) |" in words  # 3.345


def test_no_gap_is_no_gap():
    items = faces(40, False, gender="male") + faces(40, False, gender="female")
    words = "\n".join(fairness_lines(fairness(items, np.full(80, 0.1), (0.3, 0.7))))
    assert "do not differ in false alarms" in words and "above" not in words


def test_the_window_says_the_gap_in_its_own_language():
    """One sentence for cards, tables and window: only its words are looked up."""
    items = faces(40, False, gender="male") + faces(40, False, gender="female")
    score = np.r_[np.full(40, 0.1), np.full(40, 0.9)]
    found = fairness(items, score, (0.3, 0.7))["gender"]
    asked = []

    def shout(text, **values):
        asked.append(text)
        return text.format(**values).upper()

    assert gap_text(found, "false_alarm", shout) == gap_text(found, "false_alarm").upper()
    assert "100.0 points above male (p < 0.001, more than chance)" in gap_text(found, "false_alarm")
    assert asked == ["p < 0.001", "more than chance", GAP["false_alarm"]]


def test_a_card_gets_the_section_once():
    items = faces(40, False, gender="male") + faces(40, True, gender="female")
    metrics = {"fairness": fairness(items, np.full(80, 0.5), (0.3, 0.7))}
    card = "# m\n\n## Figures\n\nx\n\n## Training\n\ny\n"
    once = with_fairness(card, metrics)
    assert once == with_fairness(once, metrics) and "| female | 40 |" in once
    assert once.startswith("# m\n\n## Figures\n\nx\n\n## Fairness\n") and once.endswith("y\n")


@pytest.fixture
def model(tmp_path, monkeypatch):
    """A classifier beside its segmenter, both made up, with a card."""
    for role in ("segmenter", "with_background"):
        install_model(tmp_path / "models" / role, role)
    monkeypatch.setattr(model_test, "open_engine", lambda m, _device: Painted(m.manifest.role))
    folder = tmp_path / "models/with_background"
    (folder / "CARD.md").write_text("# m\n\n## Training\n\ny\n", encoding="utf-8")
    return folder


def test_evaluate_by_group(model, tmp_path, gng, refused):
    """The whole way: an index with groups, tables on the terminal, files, the model's card."""
    rows = []
    for number in range(8):
        fake = number >= 4
        write_png(tmp_path / f"{number}.png", portrait(250 if fake or number == 1 else 10))
        label, gender = ("real", "fake")[fake], ("female", "male")[number % 2]
        rows.append((f"{number}.png", label, f"s{fake}", "test", gender, ""))
    index = tmp_path / "index.csv"
    write_table(index, "path,label,source,split,gender,ethnicity", rows)
    command = ["evaluate", model, index, "--out", tmp_path / "out", "--card"]
    assert "documented ethnicity" in refused(*command, "--by", "ethnicity")
    printed = gng(*command, "--by", "gender").out
    assert "| gender | images |" in printed and "| male | 4 | 1 / 0 / 1 | 0 / 0 / 2 |" in printed
    assert (tmp_path / "out/fairness.png").stat().st_size > 1000
    table = (tmp_path / "out/fairness.csv").read_text(encoding="utf-8-sig")
    assert table.startswith("attribute,group,images,real called real")
    assert "| male | 4 |" in (model / "CARD.md").read_text(encoding="utf-8")
    gng("evaluate", model, index, "--by", "age", code=2)
