"""What the scripts that build binaries do without PyInstaller."""

import ast
import hashlib
import re
import tarfile
from email.message import Message
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging"


def test_the_tarball_holds_the_folder_and_its_sum_is_right(script, tmp_path, monkeypatch):
    build = script("build")
    monkeypatch.setattr(build, "DIST", tmp_path)
    folder = tmp_path / "gng-desktop-inspector"
    folder.mkdir()
    (folder / "gng-desktop").write_bytes(b"program")
    archive = build.packed(folder, "1.2.3")
    assert re.fullmatch(r"gng-desktop-inspector-1\.2\.3-\w+-\w+\.tar\.gz", archive.name)
    with tarfile.open(archive) as tar:
        assert tar.extractfile("gng-desktop-inspector/gng-desktop").read() == b"program"
    digest, name = archive.with_name(f"{archive.name}.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(archive.read_bytes()).hexdigest(), archive.name)


def test_the_version_resource_is_what_pyinstaller_evaluates(script):
    text = script("branding").version_resource("1.2.3")
    assert isinstance(ast.parse(text, mode="eval").body, ast.Call)
    assert "filevers=(1, 2, 3, 0)" in text and '"ProductVersion", "1.2.3"' in text


@pytest.mark.parametrize("kind", ["inspector", "full"])
def test_nothing_that_a_build_is_made_from_is_left_out_of_it(kind):
    lists = ["inspector.txt", *(["full.txt"] if kind == "full" else [])]
    lines = (line for name in lists for line in (FOLDER / name).read_text("utf-8").splitlines())
    needed = {line.lower() for line in lines if re.match(r"[A-Za-z]", line)}
    tree = ast.parse((FOLDER / "gng_desktop.spec").read_text("utf-8"))
    tuples = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
    }
    left_out = tuples["NEVER"] + (tuples["ONLY_FULL"] if kind == "inspector" else ())
    modules = packages_distributions()
    found = {d.lower() for name in left_out for d in modules.get(name, ())}
    assert len(found) > 3 and not found & needed


def metadata(**fields):
    about = Message()
    for name, value in fields.items():
        about[name.replace("_", "-")] = value
    return about


@pytest.mark.parametrize(
    "about, terms",
    [
        (metadata(License_Expression="MIT", License="something else"), "MIT"),
        (metadata(License="BSD", Classifier="License :: OSI Approved :: BSD License"), "BSD"),
        (
            metadata(
                License="=====\nwhole text\n", Classifier="License :: OSI Approved :: MIT License"
            ),
            "MIT License",
        ),
        (metadata(Classifier="Topic :: Software Development"), "see its text"),
    ],
)
def test_terms_are_a_word_or_two(script, about, terms):
    assert script("materials").terms(about) == terms


def test_all_terms_go_into_one_file(script, tmp_path):
    materials = script("materials")
    parts = [
        materials.Material("pypi", "one", "1.0", "MIT", {"LICENSE": "Permission is granted."}),
        materials.Material("deb", "two", "2.0", "see its text", {"copyright": "All of it."}),
    ]
    materials.write_licences(tmp_path / "LICENCES.txt", parts)
    text = (tmp_path / "LICENCES.txt").read_text()
    assert "one 1.0: MIT\ntwo 2.0: see its text\n" in text
    assert "one 1.0 - LICENSE\n" in text and "Permission is granted." in text
    assert text.index("Permission is granted.") < text.index("All of it.")


def test_the_program_and_its_data_are_named_with_their_terms(script):
    parts = {part.name: part for part in script("materials").own()}
    assert {"python", "yunet-face-detector", "model-segmenter"} <= parts.keys()
    assert all(part.texts for name, part in parts.items() if name != "python")


@pytest.mark.parametrize("kind", ["inspector", "full"])
def test_all_that_is_built_from_is_pinned(kind):
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-")
        for lock in (FOLDER.parent / "requirements.lock", FOLDER / "requirements.lock")
        for line in lock.read_text().splitlines()
        if "==" in line and not line.startswith("#")
    }
    needed = [
        line.lower().replace("_", "-")
        for line in (FOLDER / f"{kind}.txt").read_text().splitlines()
        if line and not line.startswith(("#", "--"))
    ]
    assert len(needed) > 5 and set(needed) <= pinned


def test_a_failed_check_is_printed_and_the_next_is_done(script, capsys):
    smoke_test = script("smoke_test")

    class Checks:
        def version(self):
            smoke_test.expect(1 + 1 == 3, "it cannot count")

        def doctor(self):
            return "fine"

    assert list(smoke_test.carry_out(Checks(), ("version", "doctor"))) == [False, True]
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("FAILED") and lines[0].endswith("version: it cannot count")
    assert lines[1].startswith("ok") and lines[1].endswith("doctor: fine")
