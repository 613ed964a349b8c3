import hashlib
import json
import shutil
from dataclasses import replace

import pytest

from gng_desktop.analysis import OWN, faces_in_image
from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.casework.case import command
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.case.text import analysed
from gng_desktop.casework.case.verify import verify
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.cli import FAILED, OK, USAGE, run
from gng_desktop.imaging.faces import Box
from gng_desktop.provenance.record import read_provenance
from tests.casework.case.forging import tampering

LEFT, RIGHT = Box(2, 4, 20, 20), Box(30, 6, 24, 24)


class FakeAnalyser:
    """Calls every image of the made-up networks generated; the score is the brightness."""

    problems = ()

    def __init__(self, make, models):
        self.make, self.models = make, models

    def analyse(self, path, partial=True):
        if not path.is_file():
            reason = "The file does not exist; check its name and location."
            changes = {"status": "error", "verdict": None, "views": None}
            return self.make(path, sha256=None, reason=reason, **changes)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        if path.stem == "cat":
            scores = dict.fromkeys(("score_with_background", "score_without_background"))
            changes = {"status": "not_applicable", "verdict": None, "reason": "No face."}
            return self.make(path, sha256=sha256, **changes, **scores)
        return self.scored(self.make(path, sha256=sha256))

    def scored(self, analysis):
        with_, without = (
            float(self.score(role, view[None])[0])
            for role, view in (
                ("with_background", analysis.views.network_rgb),
                ("without_background", analysis.views.network_stripped),
            )
        )
        return replace(analysis, score_with_background=with_, score_without_background=without)

    def analyse_picture(self, path, rgb, sha256=None, about=None):
        return self.make(path, sha256=sha256, **about or {})

    def analyse_part(self, path, rgb, box, sha256=None):
        """Call the leftmost face real, all others generated."""
        place = (box.x, box.y, box.width, box.height)
        verdict = "real" if box.x == LEFT.x else "generated"
        found = self.make(path, box, sha256=sha256, face_box=place, verdict=verdict)
        return self.scored(found)

    def analyse_faces(self, path, rgb, faces, sha256=None, about=None):
        """Faces are their squares here."""
        found = ((n, self.analyse_part(path, rgb, box, sha256)) for n, box in faces.items())
        return [replace(analysis, face_index=n, **about or {}) for n, analysis in found]

    def score(self, role, batch):
        return 1e-4 + batch.mean(axis=(1, 2, 3)) / 256


@pytest.fixture
def analyser(monkeypatch, make_analysis, models):
    made = FakeAnalyser(make_analysis, models)
    monkeypatch.setattr(Analyser, "open", lambda *_: made)
    return made


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "case.gng"
    assert run(["case", "new", str(path), "--title", "Fall 1", "--examiner", "A. Rossi"]) == OK
    return path


def call(*arguments):
    return run(["case", *map(str, arguments)])


def test_a_new_case_tells_the_hash_to_write_down(tmp_path, capsys):
    path = tmp_path / "case.gng"
    assert call("new", path, "--title", "Fall 1", "--examiner", "A. Rossi") == OK
    assert Case.open(path).head in capsys.readouterr().out
    assert Case.open(path).log()[0].who == "A. Rossi"
    assert call("new", path, "--title", "again") == FAILED
    assert capsys.readouterr().err == f"{path} exists already; choose another name.\n"
    assert call("new", path) == USAGE


def test_images_are_analysed_into_the_case(path, analyser, evidence, capsys):
    before = evidence.read_bytes()
    assert call("add", path, evidence, "--explain", "regions", "--test", "--stress") == OK
    out = capsys.readouterr().out
    case = Case.open(path)
    assert "GENERATED" in out and case.head in out.splitlines()[-2]
    (image,) = case.images()
    assert image.analysis.support["proposition"] == "generated" and len(case.models()) == 3
    assert image.provenance["facts"]["name"] == evidence.name
    assert image.stress["verdict"] == "generated" and len(image.stress["points"]) == 16
    (found,) = image.explanations
    assert found.method == "regions" and found.facts["reading"] and found.tested
    assert {"original", "overlay", "stripped", "regions.with_background"} <= set(image.previews)
    assert case.settings()["explain"] == ["regions"] and case.settings()["unit"] == "log-odds"
    assert verify(path) == [] and evidence.read_bytes() == before
    assert "fast" not in case.settings()
    # As often as one likes; each is an analysis of its own where anything differs.
    assert call("add", path, evidence, "--examiner", "B. Neri", "--fast") == OK
    case = Case.open(path)
    assert case.log()[-1].who == "B. Neri" and case.settings()["fast"] is True
    assert verify(path) == []


@pytest.fixture
def two_faces(monkeypatch):
    """Have the detector find two faces."""
    squares = (LEFT, RIGHT)
    monkeypatch.setattr(
        faces_in_image, "group_of", lambda rgb: faces_in_image.Group(squares, squares, 1, 64)
    )


def test_every_face_is_analysed_into_the_case(
    path, analyser, two_faces, evidence, capsys, monkeypatch
):
    read = []
    monkeypatch.setattr(
        command, "read_provenance", lambda path: read.append(path) or read_provenance(path)
    )
    explained = ("--explain", "regions", "--stress")
    assert call("add", path, evidence, "--faces", "each", *explained) == OK
    out = capsys.readouterr().out
    assert f"{evidence}: REAL" in out and "(face 1)" in out and "(face 2)" in out
    assert f"{evidence}: 1 more face is too small to analyse" in out and read == [evidence]
    case = Case.open(path)
    (image,) = case.images()
    assert case.settings()["faces"] == "each" and image.analyses == 2
    found = {face.face: face for face in image.faces}
    assert found[1].analysis.box == [2, 4, 20, 20] and found[2].analysis.box[0] == 30
    assert [found[n].analysis.facts["verdict"] for n in (1, 2)] == ["real", "generated"]
    for face in found.values():
        assert [e.method for e in face.explanations] == ["regions"] and face.stress
        assert {"original", "overlay", "regions.with_background"} <= set(face.previews)
    assert image.provenance and verify(path) == []


def test_a_file_is_named_by_all_its_faces(path, analyser, two_faces, evidence, capsys):
    assert call("add", path, evidence, "--faces", "each") == OK
    case = Case.open(path)
    box = (LEFT.x, LEFT.y, LEFT.width, LEFT.height)
    face = replace(analyser.make(evidence), face_index=1, face_box=box)
    case.add_decision(
        decide(replace(face, sha256=case.images()[0].sha256), "real", "Seen.", "A. Rossi")
    )
    capsys.readouterr()
    assert call("list", path) == OK and call("show", path, evidence) == OK
    _, line, *shown = capsys.readouterr().out.splitlines()
    assert line.split()[1] == "generated" and "real (face 1)" in line
    assert line.endswith(f"[2 faces] {evidence}")
    start = shown.index("GENERATED: verdict on the file, 2 faces analysed")
    assert shown[start + 1] == "  2 faces: 1 generated, 1 real. Face 2 decides."
    assert [line for line in shown[start:] if line.startswith("  of face")] == [
        "  of face 1, 20 x 20 px at 2, 4",
        "  of face 2, 24 x 24 px at 30, 6",
    ]
    assert any("Decision by A. Rossi on face 1" in line for line in shown)


def test_without_a_face_the_picture_is_analysed_as_a_whole(
    path, analyser, evidence, monkeypatch, capsys
):
    monkeypatch.setattr(faces_in_image, "group_of", lambda rgb: faces_in_image.Group((), (), 0, 64))
    missing = evidence.with_name("no.png")
    assert call("add", path, missing, evidence, "--faces", "each") == FAILED
    case = Case.open(path)
    (image,) = case.images()
    assert [part.face for part in image.parts] == [None] and image.faces == ()
    assert f"{missing} could not be read" in case.log()[2].what


def test_what_cannot_be_read_is_in_the_log_and_the_next_goes_on(path, analyser, evidence, capsys):
    missing = evidence.with_name("no.png")
    cat = shutil.copy(evidence, evidence.with_name("cat.png"))
    cat.write_bytes(cat.read_bytes() + b"\0")
    assert call("add", path, missing, cat, evidence, "--explain", "regions") == FAILED
    case = Case.open(path)
    assert [i.analysis.facts["status"] for i in case.images()] == ["not_applicable", "ok"]
    assert f"{missing} could not be read: The file does not exist" in case.log()[2].what
    assert capsys.readouterr().err == ""


def test_a_failing_explanation_keeps_the_analysis(path, analyser, evidence, monkeypatch, capsys):
    def fail(*arguments, **options):
        raise RuntimeError("inside")

    monkeypatch.setattr("gng_desktop.explain.methods.explain", fail)
    assert call("add", path, evidence, "--explain", "regions") == FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert "failed inside the program" in line and "Traceback" not in line
    assert len(Case.open(path).images()) == 1 and verify(path) == []


def test_a_list_has_a_line_for_each_image(full, results, evidence, capsys):
    assert call("list", full.path) == OK
    title, first, second = capsys.readouterr().out.splitlines()
    assert title == "Fall 1 | 2024/7 | A. Rossi"
    assert first.split() == [
        *(results.analysis.sha256[:12], "generated", "0.900", "0.800", "-", "generated"),
        *str(evidence).split(),
    ]
    assert second.split()[1:6] == ["real", "0.900", "0.800", "-", "undecided"]


def test_a_list_has_the_scores_that_the_verdict_is_made_of(case, make_analysis, capsys):
    case.add_results(Results(make_analysis(score_fused=0.625)))
    assert call("list", case.path) == OK
    assert capsys.readouterr().out.splitlines()[1].split()[2:6] == ["0.900", "0.800", "0.625", "-"]
    # A fused score that was set aside is marked.
    lab = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.875)
    changes = {"score_fused": 0.625, "detectors": (lab,), "deciding": ("lab",)}
    case.add_results(Results(make_analysis(**changes)))
    assert call("list", case.path) == OK
    assert capsys.readouterr().out.splitlines()[1].split()[4:6] == ["lab", "0.875"]
    assert call("show", case.path, make_analysis().sha256) == OK
    assert ", fused 0.625 (does not decide)" in capsys.readouterr().out
    line = analysed(make_analysis(**changes, seconds={"total": 0.1}))
    assert ", fused 0.625 (does not decide), lab 0.875 (decides)" in line
    alone = make_analysis(score_fused=0.625, deciding=("with_background",), sha256="8" * 64)
    case.add_results(Results(alone))
    assert call("list", case.path) == OK
    assert "  with background decides  " in capsys.readouterr().out.splitlines()[2]
    blank = dict.fromkeys(("score_with_background", "score_without_background", "verdict"))
    failed = replace(alone, status="error", score_fused=None, sha256="9" * 64, **blank)
    case.add_results(Results(failed))
    assert call("list", case.path) == OK
    assert capsys.readouterr().out.splitlines()[3].split()[1:6] == ["error", "-", "-", "-", "-"]
    assert call("show", case.path, "8" * 64) == OK
    output = "with background 0.900 (decides), without background 0.800, fused 0.625 (does not"
    assert output in capsys.readouterr().out and output in analysed(
        replace(alone, seconds={"total": 0.1})
    )


def test_no_score_is_printed_as_certain(case, make_analysis, capsys):
    sure = {"score_fused": 1 - 1e-9, "score_with_background": 1.0, "score_without_background": 1e-9}
    gan = DetectorScore(id="gan", label="gan@1", view="face", raw=1e-9, score=1e-8)
    found = make_analysis(**sure, detectors=(gan,), seconds={"total": 0.1})
    case.add_results(Results(found))
    assert call("list", case.path) == OK and call("show", case.path, found.sha256) == OK
    output = capsys.readouterr().out + analysed(found)
    assert "0.000" not in output and "1.000" not in output
    assert "with background >0.999, without background <0.001, fused >0.999, gan <0.001" in output


def test_an_image_known_by_its_decision_alone_is_listed(case, make_analysis, capsys):
    case.add_decision(decide(make_analysis(), "probably_real", "", "A. Rossi"))
    assert call("list", case.path) == OK and call("show", case.path, "000000") == OK
    out = capsys.readouterr().out
    assert "not analysed" in out and "Decision by A. Rossi" in out


@pytest.mark.parametrize("by", ["hash", "start", "file", "place"])
def test_an_image_is_shown_by_hash_or_file(full, results, evidence, capsys, by):
    sha256 = results.analysis.sha256
    named = {"hash": sha256, "start": sha256[:6].upper(), "file": evidence, "place": evidence}[by]
    if by == "place":
        evidence.unlink()
    assert call("show", full.path, named) == OK
    out = capsys.readouterr().out
    state = "not found here" if by == "place" else "unchanged"
    assert f"SHA-256 {sha256}" in out and f"  {state}: {evidence} (seen " in out
    assert "GENERATED: score with background 0.900, without background 0.800" in out
    assert "times more probable" in out and "Explained by SHAP, the maps tested" in out
    assert "models segmenter@0123456789ab, with@0123456789ab" in out
    assert results.stress.sentence in out
    assert "Decision by A. Rossi" in out and "  Pupils differ.\\n„ä“" in out


def test_an_image_whose_file_was_changed_is_shown_and_named_as_changed(full, evidence, capsys):
    evidence.write_bytes(b"changed")
    assert call("show", full.path, evidence) == OK
    assert f"  changed: {evidence} (seen " in capsys.readouterr().out
    entries = full.entries
    assert call("decide", full.path, evidence, "real") == FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert "was changed or replaced" in line and "by its SHA-256" in line
    assert full.entries == entries


def test_an_image_that_is_gone_is_named_by_its_place_in_a_moved_case(
    full, results, evidence, tmp_path, capsys
):
    moved = tmp_path / "moved"
    moved.mkdir()
    place = moved / full.path.name
    full.path.rename(place)
    evidence.unlink()
    assert call("show", place, moved / "evidence" / evidence.name) == OK
    assert f"SHA-256 {results.analysis.sha256}" in capsys.readouterr().out


def test_an_image_that_is_not_in_the_case_is_reported(full, tmp_path, capsys):
    (tmp_path / "other").write_bytes(b"other")
    for name in ("", "1", "f" * 64, tmp_path / "other", tmp_path / "no.png"):
        assert call("show", full.path, name) == FAILED
        (line,) = capsys.readouterr().err.splitlines()
        assert "names no image of" in line and "case list" in line
        assert line.endswith("first 6 digits, not further.") is (name == "1")


def test_an_image_is_not_named_by_five_digits(full, results, capsys):
    for action, *more in (("show",), ("decide", "real")):
        assert call(action, full.path, results.analysis.sha256[:5], *more) == FAILED
        assert "can be shortened to its first 6 digits" in capsys.readouterr().err


def test_the_log_is_printed_with_its_hashes(full, capsys):
    assert call("log", full.path) == OK
    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines[1::2]] == [entry.sha256 for entry in full.log()]
    assert lines[8].endswith("C. Verdi: decision [decisions]")
    assert lines[12].endswith("B. Neri: looked at by the court")


def test_an_intact_case_is_shown_with_the_end_of_its_log(full, capsys):
    before = full.path.read_bytes()
    assert call("verify", full.path) == OK
    out = capsys.readouterr().out
    intact, note = out.splitlines()
    assert intact == f"The case is intact: 7 entries in its log, which ends with {full.head}"
    assert note.startswith("Write this hash down")
    assert call("verify", full.path, "--head", full.log()[3].sha256) == OK
    assert "The hash written down is on entry 4 of 7" in capsys.readouterr().out
    assert full.path.read_bytes() == before
    capsys.readouterr()
    assert call("verify", full.path, "--head", "0" * 64) == FAILED
    assert "No entry of the log has the hash" in capsys.readouterr().err


def test_a_changed_case_is_reported(full, capsys):
    tampering(full.path, "UPDATE decisions SET facts = replace(facts, 'undecided', 'real')")
    assert call("verify", full.path) == FAILED
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "Row 2 of decisions is not what entry 5 of the log recorded.",
        "The case was changed or damaged; go back to an earlier copy.",
    ]


def test_changed_evidence_is_reported_and_missing_evidence_is_no_fault(full, evidence, capsys):
    assert call("verify", full.path, "--evidence") == OK
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"unchanged: {evidence}" and out[1].startswith("not found here: ")
    evidence.write_bytes(b"changed")
    assert call("verify", full.path) == OK
    assert call("verify", full.path, "--evidence") == FAILED
    captured = capsys.readouterr()
    assert f"changed: {evidence}" in captured.out and "The case is intact" in captured.out
    assert captured.err == "Images are not what they were; obtain the originals again.\n"


@pytest.mark.parametrize("action", ["list", "log", "verify", "add", "show"])
def test_no_case_is_one_sentence(tmp_path, action, analyser, capsys):
    more = ["x.png"] if action in ("add", "show") else []
    assert call(action, tmp_path / "no\n.gng", *more) == FAILED and not list(tmp_path.iterdir())
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("There is no case") and "no\\n.gng; check its name" in line


def test_wrong_usage_is_reported(capsys):
    assert run(["case"]) == USAGE and run(["case", "add", "a.gng"]) == USAGE
    assert call("add", "a.gng", "a.png", "--explain", "magic") == USAGE
    assert "'magic' is no method" in capsys.readouterr().err


def test_withdrawn_decisions_and_notes_are_exported(case, make_analysis, tmp_path):
    for conclusion in ("real", "withdrawn", "note"):
        case.add_decision(decide(make_analysis(), conclusion, "", "A. Rossi"))
    out = tmp_path / "a.jsonld"
    assert call("export", case.path, "--out", out) == OK
    assert "decision withdrawn" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [[], ["--replace"]])
def test_an_export_replaces_neither_case_nor_evidence(full, evidence, options, capsys):
    for path, words in ((full.path, "the case itself"), (evidence, "an image of the case")):
        before = path.read_bytes()
        assert call("export", full.path, "--out", path, *options) == FAILED
        assert path.read_bytes() == before and words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("deciding", "words"),
    [(OWN, "fused score"), ((*OWN, "lab"), "fused score, lab"), (("lab",), "lab")],
)
def test_the_fused_score_and_notes_are_exported(
    case, make_analysis, tmp_path, capsys, deciding, words
):
    lab = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.875)
    note = "Fast analysis: the ViT detector was left out."
    found = make_analysis(score_fused=0.625, detectors=(lab,), deciding=deciding, notes=(note,))
    case.add_results(Results(found))
    out = tmp_path / "a.jsonld"
    assert call("export", case.path, "--out", out) == OK
    named = {node.get("uco-core:name"): node for node in json.loads(out.read_bytes())["@graph"]}
    (facet,) = named["Fused score"]["uco-core:hasFacet"]
    (given,) = facet["uco-analysis:classification"]
    assert given["uco-analysis:classificationConfidence"]["@value"] == "0.625000000"
    assert named["Verdict"]["uco-core:statement"].endswith(f"Decided by: {words}. {note}")
    assert call("show", case.path, found.sha256) == OK
    assert f"  Note: {note}\n" in capsys.readouterr().out


def test_results_that_cannot_be_read_are_one_sentence(full, tmp_path, capsys):
    first, second = full.images()
    sql = "UPDATE analyses SET facts = json_set(facts, '$.score_fused', 'x')"
    tampering(full.path, f"{sql} WHERE image = '{first.sha256}'")
    for arguments in (
        ("list", full.path),
        ("show", full.path, first.sha256),
        ("export", full.path, "--out", tmp_path / "a.jsonld"),
    ):
        capsys.readouterr()
        assert call(*arguments) == FAILED
        out, err = capsys.readouterr()
        assert "cannot be read; run 'gng-desktop case verify'" in err and err.count("\n") == 1
        if "list" in arguments:  # the others are listed all the same
            assert second.sha256[:12] in out
    assert not (tmp_path / "a.jsonld").exists()
    assert call("show", full.path, second.sha256) == OK


def test_a_decision_needs_an_analysis_that_can_be_read(full, capsys):
    sql = """UPDATE analyses SET facts = replace(facts, '"status":"ok"', '"status":"fine"')"""
    tampering(full.path, sql)
    assert call("decide", full.path, full.images()[0].sha256, "real") == FAILED
    (line,) = capsys.readouterr().err.splitlines()
    assert "cannot be read; run 'gng-desktop case verify'" in line
