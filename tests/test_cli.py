"""The command line from its own entrance; only the networks are made up."""

import importlib.metadata
import io
import json
import os
import struct
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

import gng_desktop
from gng_desktop import __main__, cli
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.casework import commands
from gng_desktop.casework.case.store import Case
from gng_desktop.cli import FAILED, FULL_DISK, OK, USAGE, run
from gng_desktop.commands import parser
from gng_desktop.modelstore import Thresholds, inventory
from tests import fakes
from tests.fakes import ROLES, SIZE
from tests.tiny_data import bare_png, image_bytes


def fake_analyser():
    models = {
        role: SimpleNamespace(
            label=f"{role}@0123456789ab",
            manifest=SimpleNamespace(calibration=None, thresholds=Thresholds(0.3, 0.7, "nothing")),
        )
        for role in ROLES
    }
    engines = {role: fakes.Painted(role) for role in ROLES}
    return Analyser(models, engines, find_face=fakes.face_in)


def portrait(path, green=250):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(fakes.portrait(green)).save(path)
    return path


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def case(tmp_path):
    return tmp_path / "case"


@pytest.fixture
def networks(monkeypatch):
    """Fake engines behind the real analysis."""

    def opened(models=None, device="auto", threads=None, fast=False):
        return fake_analyser()

    monkeypatch.setattr(Analyser, "open", opened)


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A folder of three models that pass every check but hold no network."""
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "none shipped")
    for role in ROLES:
        fakes.install_model(tmp_path / "models" / role, role, size=64, thresholds=None)
    return tmp_path / "models"


def one_sentence(text):
    """Return the only line of `text`, which must say what to do after what is wrong."""
    (line,) = text.splitlines()
    assert "Traceback" not in line and line.endswith(".")
    assert "; " in line
    return line


def python(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(Path(gng_desktop.__file__).parents[1])} | environment,
        capture_output=True,
        timeout=60,
    )


# Usage


def test_the_version_is_printed_without_loading_anything():
    code = """if True:
        import sys
        from gng_desktop.__main__ import main
        sys.argv = ["gng-desktop", "--version"]
        code = main()
        slow = {"numpy", "PySide6", "tensorflow", "keras", "cv2", "onnxruntime", "PIL"}
        print(code, sorted(slow & set(sys.modules)))
    """
    found = python(code)
    assert found.stderr == b""
    assert found.stdout.decode().splitlines() == [f"gng-desktop {gng_desktop.__version__}", "0 []"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no such device")
@pytest.mark.parametrize("buffered", [True, False])
def test_output_that_does_not_fit_on_the_disk_gets_a_sentence(buffered, tmp_path):
    Case.create(tmp_path / "a.gng", "Case")
    place = str(Path(gng_desktop.__file__).parents[1])
    unbuffered = {"PYTHONUNBUFFERED": "" if buffered else "1", "PYTHONPATH": place}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gng_desktop", "case", "log", str(tmp_path / "a.gng")],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | unbuffered,
            text=True,
            timeout=120,
        )
    assert (done.returncode, done.stderr) == (FAILED, f"{FULL_DISK}\n")


def test_the_console_script_leads_here():
    (script,) = importlib.metadata.entry_points(group="console_scripts", name="gng-desktop")
    assert script.load() is __main__.main


def test_help_names_every_command(capsys):
    assert run(["--help"]) == OK
    text = capsys.readouterr().out
    for command in ("open", "analyse", "doctor", "train", "models"):
        assert command in text


def actions_of(command):
    """Yield the commands below `command` that are carried out themselves, by their defaults."""
    below = [a.choices.values() for a in command._actions if isinstance(a.choices, dict)]
    below = [c for cs in below for c in cs if isinstance(c, type(command))]
    for inner in below:
        found = command._defaults | inner._defaults
        inner.set_defaults(**found)
        yield from actions_of(inner)
    if not below:
        yield command


def test_every_command_names_a_function_that_carries_it_out():
    commands = [c for c in actions_of(parser()) if not c.prog.endswith(" open")]
    assert len(commands) > 40
    for command in commands:
        module, function = command._defaults["handler"].split(":")
        source = Path(find_spec(f"gng_desktop.{module}").origin).read_text(encoding="utf-8")
        assert f"\ndef {function}(options" in source, command.prog


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analyse", "--out", "x"], "name at least one image, or --sample"),
        (["analyse", "a.png"], "--out"),
        (["analyse", "a.png", "--out", "x", "--evals", "99"], "99 is not in 100..10000"),
        (["analyse", "a.png", "--out", "x", "--evals", "10001"], "10001 is not in 100..10000"),
        (["analyse", "a.png", "--out", "x", "--evals", "many"], "'many' is not a whole number"),
        (["analyse", "a.png", "--out", "x", "--masker", "snow"], "'snow'"),
        (["analyse", "a.png", "--out", "x", "--explain", "magic"], "'magic'"),
        (["explain", "a.png", "--out", "x", "--unit", "bits"], "'bits'"),
        (["publish"], "'publish'"),
        (["models"], "ACTION"),
        (["train", "a.toml"], "--data"),
    ],
)
def test_wrong_usage_is_reported_and_does_nothing(
    capsys, monkeypatch, tmp_path, networks, arguments, words
):
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == USAGE
    captured = capsys.readouterr()
    assert captured.out == "" and words in captured.err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


# Analyse


def test_results_are_printed_and_written(networks, case, out, capsys):
    image = portrait(case / "face.png")
    before = image.read_bytes(), image.stat().st_mtime_ns
    assert run(["analyse", str(image), "--out", str(out)]) == OK
    captured = capsys.readouterr()
    (line,) = captured.out.splitlines()
    assert captured.err == ""
    assert line.startswith(f"{image}: INCONCLUSIVE  score with background 0.980, without ")
    names = [
        "face.background.png",
        "face.json",
        "face.mask.png",
        "face.overlay.png",
        "face.stripped.png",
    ]
    assert sorted(p.name for p in out.iterdir()) == names
    read = json.loads((out / "face.json").read_text(encoding="utf-8"))
    assert (read["status"], read["path"]) == ("ok", str(image))
    assert (image.read_bytes(), image.stat().st_mtime_ns) == before
    assert [p.name for p in case.iterdir()] == ["face.png"]


def test_each_picture_of_a_file_has_its_own_results(networks, case, out, capsys):
    first, second = (Image.open(portrait(case / f"{n}.png", n)) for n in (250, 2))
    first.save(case / "both.tif", save_all=True, append_images=[second])
    said = "Note: The file holds 2 pictures; picture {} was analysed."
    assert run(["analyse", str(case / "both.tif"), "--out", str(out)]) == OK
    assert capsys.readouterr().out.endswith(f"  {said.format(1)}\n")
    assert run(["analyse", str(case / "both.tif"), "--out", str(out), "--frames", "all"]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert ": INCONCLUSIVE  score" in lines[0] and ": REAL  score" in lines[2]
    assert [line.strip() for line in lines[1::2]] == [said.format(1), said.format(2)]
    for number, name in enumerate(("both", "both.frame2"), start=1):
        read = json.loads((out / f"{name}.json").read_text(encoding="utf-8"))
        assert (read["frame"], read["frames"]) == (number, 2)


BAD = {
    "text.jpg": (b"This is no picture.\n", "not an image"),
    "empty.png": (b"", "0 bytes"),
    "huge.png": (bare_png(30_000, 30_000, 8, 2, bytes(100)), "30,000 x 30,000 px"),
    "cut.png": (None, "damaged or truncated"),
    "folder": (None, "This is a folder"),
    "missing.png": (None, "does not exist"),
}


def bad_file(folder, name):
    folder.mkdir(exist_ok=True)
    path = folder / name
    if name == "folder":
        path.mkdir()
    elif name == "cut.png":
        noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3)).astype(np.uint8)
        path.write_bytes(image_bytes(noise)[:1500])
    elif BAD[name][0] is not None:
        path.write_bytes(BAD[name][0])
    return path


def test_each_bad_file_is_one_sentence_and_the_rest_goes_on(networks, case, out, capsys):
    bad = [bad_file(case, name) for name in BAD]
    first, last = portrait(case / "first.png"), portrait(case / "last.png")
    arguments = [str(p) for p in (first, *bad, last)]
    assert run(["analyse", *arguments, "--out", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    assert len(lines) == len(bad) + 2
    assert "INCONCLUSIVE" in lines[0] and "INCONCLUSIVE" in lines[-1]
    for path, line in zip(bad, lines[1:-1], strict=True):
        assert line.startswith(f"{path}: error: ")
        assert BAD[path.name][1] in line
        one_sentence(line)
    written = [json.loads(p.read_text(encoding="utf-8")) for p in out.glob("*.json")]
    assert sorted(r["status"] for r in written) == ["error"] * len(bad) + ["ok"] * 2
    assert len(list(out.iterdir())) == len(bad) + 2 * 5


def test_no_face_is_a_finding_not_a_failure(networks, case, out, capsys):
    case.mkdir()
    Image.new("RGB", (80, 80)).save(case / "black.png")
    assert run(["analyse", str(case / "black.png"), "--out", str(out)]) == OK
    assert ": not applicable: No face found" in one_sentence(capsys.readouterr().out)


@pytest.mark.parametrize("command", ["analyse", "explain", "views", "stress", "provenance"])
def test_what_has_no_name_is_one_sentence(networks, out, capsys, command):
    options = ["--out", str(out)] if command in ("analyse", "explain", "views") else []
    for image in (".", "/", ""):
        assert run([command, image, *options]) == FAILED
        captured = capsys.readouterr()
        assert "This is a folder, not an image file" in captured.out + captured.err


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not take")
def test_results_have_names_that_every_system_takes(networks, case, out):
    images = [portrait(case / f"{name}.png") for name in ("x" * 251, "a:b\n", "con")]
    assert run(["analyse", *map(str, images), "--out", str(out)]) == OK
    assert {p.stem for p in out.glob("*.json")} == {"x" * 180, "a_b_", "_con"}


@pytest.mark.skipif(os.name == "nt", reason="there the current folder cannot be removed")
@pytest.mark.parametrize(
    "words", [["case", "new", "a.gng", "--title", "t"], ["data", "check", "a"]]
)
def test_a_current_folder_that_was_removed_is_one_sentence(tmp_path, monkeypatch, capsys, words):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert run(words) == FAILED
    assert "current folder was removed" in one_sentence(capsys.readouterr().err)


def test_images_of_one_name_keep_their_own_results(networks, case, out, capsys):
    images = [portrait(case / folder / name) for folder, name in (("x", "a.png"), ("y", "A.png"))]
    assert run(["analyse", *map(str, images), "--out", str(out)]) == OK
    found = {p.name: json.loads(p.read_text(encoding="utf-8"))["path"] for p in out.glob("*.json")}
    assert found == {"a.json": str(images[0]), "A-2.json": str(images[1])}


@pytest.mark.parametrize("name", ["a.mask.png", "a.stripped.png", "a.json", "a.shap.npz"])
def test_nothing_in_a_folder_of_evidence_is_replaced(networks, case, capsys, name):
    image = portrait(case / "a.png")
    (case / name).write_bytes(b"evidence")  # whether it is named in the call or not
    before = {p: p.read_bytes() for p in case.iterdir()}
    assert run(["analyse", str(image), "--out", str(case)]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and "choose another --out" in one_sentence(captured.err)
    assert {p: p.read_bytes() for p in case.iterdir()} == before


def test_nor_through_another_name_of_the_folder(networks, case, tmp_path, capsys, monkeypatch):
    image = portrait(case / "a.png")
    for folder in (case, tmp_path):
        (folder / "a.mask.png").write_bytes(b"evidence")
        (folder / "alias.mask.png").write_bytes(b"evidence")
    try:
        (tmp_path / "link").symlink_to(case)
        (tmp_path / "alias.png").symlink_to(image)
    except OSError:
        pytest.skip("links need privileges here")
    monkeypatch.chdir(case)
    for evidence, out in (
        (image, tmp_path / "link"),
        (tmp_path / "link" / "a.png", case),
        (tmp_path / "alias.png", case),
        (tmp_path / "alias.png", tmp_path),
        ("a.png", "."),
        ("a.png", case / ".." / "case"),
    ):
        assert run(["analyse", str(evidence), "--out", str(out)]) == FAILED
        assert "choose another --out" in one_sentence(capsys.readouterr().err)
    assert sorted(p.name for p in case.iterdir()) == ["a.mask.png", "a.png", "alias.mask.png"]


def test_results_may_lie_beside_the_evidence_where_nothing_is_in_their_way(networks, case, capsys):
    image = portrait(case / "a.png")
    before = image.read_bytes()
    assert run(["analyse", str(image), "--out", str(case)]) == OK
    assert (case / "a.mask.png").exists() and image.read_bytes() == before
    assert run(["analyse", str(image), "--out", str(case / "below")]) == OK
    assert (case / "below" / "a.mask.png").exists()


def test_a_file_in_place_of_the_folder_is_reported(networks, case, out, capsys):
    out.write_text("mine", encoding="utf-8")
    assert run(["analyse", str(portrait(case / "a.png")), "--out", str(out)]) == FAILED
    line = one_sentence(capsys.readouterr().err)
    assert str(out) in line and "choose another --out" in line
    assert out.read_text(encoding="utf-8") == "mine"


def test_what_cannot_be_written_is_reported_per_image(networks, case, out, capsys):
    (out / "a.json").mkdir(parents=True)  # no file can take its place
    images = [portrait(case / "a.png"), portrait(case / "b.png")]
    assert run(["analyse", *map(str, images), "--out", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    line = one_sentence(captured.err)
    assert line.startswith(f"{images[0]}: the results cannot be written")
    assert (out / "b.json").is_file() and not list(out.glob("*.part"))


@pytest.mark.parametrize(
    ("device", "words"),
    [
        *((name, f"Device {name!r} is unknown") for name in ("fast", "gpu", "gpu:-1", "CPU ")),
        ("gpu:0", "no usable CUDA GPU"),
    ],
)
def test_an_unknown_device_or_an_absent_gpu_is_reported(
    installed, case, out, capsys, monkeypatch, device, words
):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "-1")
    arguments = ["--out", str(out), "--models", str(installed), "--device", device]
    assert run(["analyse", str(portrait(case / "a.png")), *arguments]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and words in one_sentence(captured.err)


def test_missing_models_are_reported(tmp_path, case, out, capsys, monkeypatch):
    monkeypatch.setattr(inventory, "shipped_folder", lambda: tmp_path / "none shipped")
    assert run(["analyse", str(portrait(case / "a.png")), "--out", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert captured.out == "" and list(out.iterdir()) == []
    assert one_sentence(captured.err).startswith("No segmenter is installed")


def test_a_fault_of_the_program_is_a_sentence_here_and_a_traceback_in_the_log(
    networks, case, out, capsys, monkeypatch, user_folders
):
    def broken(self, batch):
        raise RuntimeError("the engine broke")

    monkeypatch.setattr(fakes.Painted, "run", broken)
    assert run(["analyse", str(portrait(case / "a.png")), "--out", str(out)]) == FAILED
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "failed inside the program" in one_sentence(captured.out)
    (log,) = user_folders.rglob("gng-desktop.log")
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text and "the engine broke" in text and str(case / "a.png") in text


def test_without_a_place_for_the_log_the_work_is_done(networks, case, out, user_folders, capsys):
    (user_folders / "state").write_text("a file where the folder should be", encoding="utf-8")
    (user_folders / "cache").write_text("a file where the folder should be", encoding="utf-8")
    assert run(["analyse", str(portrait(case / "a.png")), "--out", str(out)]) == OK
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("a\nb.png", "a\\nb.png"), ("\x1b[2J.png", "\\x1b[2J.png"), ("\udce4.png", "\\udce4.png")],
)
def test_odd_file_names_stay_on_one_line(networks, case, out, raw, shown, monkeypatch):
    try:
        image = portrait(case / raw)
    except (OSError, UnicodeError):
        pytest.skip("this file system does not take such names")
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # strict, as a terminal is
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(["analyse", str(image), "--out", str(out)]) == OK
    stream.flush()
    (line,) = stream.buffer.getvalue().decode("utf-8").splitlines()
    assert shown in line and "INCONCLUSIVE" in line
    (written,) = out.glob("*.json")
    assert json.loads(written.read_text(encoding="utf-8"))["path"] == str(image)


def test_a_terminal_without_a_character_gets_an_escape(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr("gng_desktop.cli.run", lambda arguments: print("Fälle"))
    __main__.main()
    stream.flush()
    assert stream.buffer.getvalue() == b"F\\xe4lle\n"


def test_the_sample_can_be_analysed_alone(networks, out, capsys, user_folders):
    assert run(["analyse", "--sample", "--out", str(out)]) == OK
    assert "astronaut.png: " in capsys.readouterr().out
    assert (out / "astronaut.json").is_file()
    assert list(user_folders.rglob("astronaut.png"))


# Explain


@pytest.mark.parametrize("unit", [None, "score"])
def test_explanations_are_written_with_the_options_given(networks, case, out, capsys, unit):
    arguments = ["--explain", "shap", "--evals", "100", "--masker", "blur", "--out", str(out)]
    arguments += ["--unit", unit] if unit else []
    assert run(["analyse", str(portrait(case / "a.png")), *arguments]) == OK
    assert capsys.readouterr().err == ""
    with np.load(out / "a.shap.npz", allow_pickle=False) as kept:
        assert 99 <= int(kept["with_background_evaluations"]) <= 101
        assert kept["without_background_values"].shape == (SIZE, SIZE)
        total = float(kept["with_background_baseline"] + kept["with_background_values"].sum())
        score = float(kept["with_background_prediction"])
        explained = score if unit == "score" else np.log(score / (1 - score))
        assert total == pytest.approx(explained, abs=1e-4)
        assert str(kept["with_background_unit"]) == (unit or "log-odds")
    with Image.open(out / "a.shap.png") as image:
        image.verify()


def test_only_a_score_is_explained(networks, case, out, monkeypatch):
    def never(*_args):
        raise AssertionError("there is nothing to explain")

    monkeypatch.setattr(commands, "_explain", never)
    case.mkdir()
    Image.new("RGB", (80, 80)).save(case / "black.png")
    assert run(["analyse", str(case / "black.png"), "--explain", "shap", "--out", str(out)]) == OK


def test_a_failing_explanation_is_reported_and_the_rest_goes_on(
    networks, case, out, capsys, monkeypatch
):
    def broken(*_args):
        raise RuntimeError("shap broke")

    monkeypatch.setattr(commands, "_explain", broken)
    images = [portrait(case / "a.png"), portrait(case / "b.png")]
    arguments = [*map(str, images), "--explain", "shap", "--out", str(out)]
    assert run(["analyse", *arguments]) == FAILED
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 2
    lines = captured.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(image) for image in images]
    assert all("failed inside the program" in line for line in lines)
    assert (out / "a.json").is_file() and (out / "b.json").is_file()


def test_interrupting_ends_quietly(networks, case, out, capsys, monkeypatch):
    def interrupted(self, path, partial, frame=1):
        raise KeyboardInterrupt

    monkeypatch.setattr(Analyser, "analyse", interrupted)
    assert run(["analyse", str(portrait(case / "a.png")), "--out", str(out)]) == FAILED
    assert capsys.readouterr().err == "stopped\n"


@pytest.mark.parametrize(("first", "ends"), [(KeyboardInterrupt, True), (OSError, False)])
def test_interrupting_while_a_library_is_loaded_ends_quietly(first, ends, capsys, monkeypatch):
    def load(name):
        try:
            raise first
        except BaseException:
            raise ImportError("initialization failed")  # noqa: B904

    monkeypatch.setattr(importlib, "import_module", load)
    if ends:
        assert run(["doctor"]) == FAILED
        assert capsys.readouterr().err == "stopped\n"
    else:
        with pytest.raises(ImportError):
            run(["doctor"])


def test_what_is_odd_about_a_file_is_printed_and_saved(networks, case, out, capsys):
    data = portrait(case / "a.png").read_bytes()
    text = struct.pack(">I", 4) + b"tEXt" + b"a\0bc" + bytes(4)
    (case / "a.png").write_bytes(data[:33] + text + data[33:])
    assert run(["analyse", str(case / "a.png"), "--out", str(out)]) == OK
    assert "\n  Note: The checksum of 1 chunk" in capsys.readouterr().out
    (note,) = json.loads((out / "a.json").read_text())["notes"]
    assert "(tEXt) is wrong" in note


# The other commands


def test_models_are_listed(installed, capsys):
    assert run(["models", "list", "--models", str(installed)]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(ROLES)
    (installed / "segmenter" / "model.weights.h5").write_bytes(b"altered")
    assert run(["models", "list", "--models", str(installed)]) == FAILED
    captured = capsys.readouterr()
    assert "SHA-256 differs" in one_sentence(captured.err)
    assert [line.split()[0] for line in captured.out.splitlines()] == list(ROLES[1:])


def test_doctor_takes_the_models_folder(installed, capsys):
    assert run(["doctor", "--models", str(installed)]) == FAILED  # they have no thresholds
    assert str(installed / "segmenter") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("train missing.toml --data .", "missing.toml cannot be read"),
        ("models add none --data . --into models", "holds no run with trained weights"),
    ],
)
def test_a_recipe_or_run_that_is_none_is_reported(words, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(words.split()) == FAILED
    assert said in capsys.readouterr().err.splitlines()[0]
    assert list(tmp_path.iterdir()) == []


def test_the_window_opens_with_what_was_given(monkeypatch):
    given = []
    monkeypatch.setattr("gng_desktop.ui.app.run", lambda *arguments: given.append(arguments) or 5)
    assert run([]) == 5
    assert run(["open", "a.png", "--models", "m", "--device", "cpu", "--fast"]) == 5
    assert given[0][1:] == (None, None, "auto", False)
    assert given[1][1:] == (Path("a.png"), Path("m"), "cpu", True)


@pytest.mark.parametrize(
    "words, said",
    [
        ("train recipe.toml --data .", "Training needs the full build"),
        ("runs list", "Looking at runs needs the full build"),
        ("models add run --data .", "Making a model of a run needs the full build"),
        ("explain a.png --out out --methods shap,gradcam", "Gradient maps (Grad-CAM) need"),
        ("case add a.gng a.png --explain fullgrad", "Gradient maps (Full-Grad) need"),
        ("scan . --csv out.csv --dask tcp://127.0.0.1:1", "from its source, not a binary"),
    ],
)
def test_the_inspector_says_what_needs_the_full_build(words, said, monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(cli, "build", lambda: "inspector")
    monkeypatch.chdir(tmp_path)
    assert run(words.split()) == FAILED
    output = capsys.readouterr().err
    assert said in output and output.count("\n") == 1 and output.endswith(".\n")
    # Before anything is begun.
    assert list(tmp_path.iterdir()) == []
    assert run(["models", "list"]) == OK
    assert "segmenter" in capsys.readouterr().out


@pytest.mark.parametrize(
    "kind, said",
    [("source", "install it with pip"), ("inspector", "full build"), ("full", "from its source")],
)
def test_a_missing_package_is_one_sentence(kind, said, monkeypatch, capsys):
    def missing(options):
        raise ModuleNotFoundError("No module named 'tealeaves'", name="tealeaves.reading")

    monkeypatch.setattr(cli, "build", lambda: kind)
    monkeypatch.setattr("gng_desktop.casework.doctor.run", missing)
    assert run(["doctor"]) == FAILED
    output = capsys.readouterr().err
    assert "tealeaves" in output and said in output and output.count("\n") == 1
