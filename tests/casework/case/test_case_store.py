import hashlib
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gng_desktop.analysis.support import support
from gng_desktop.casework.case import store
from gng_desktop.casework.case.connection import CaseError
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case, CaseDecisions
from gng_desktop.casework.case.text import line, lines
from gng_desktop.casework.case.verify import verify
from gng_desktop.casework.decisions import DecisionError, DecisionStore, decide
from gng_desktop.casework.result_files import explanation_facts, faithfulness_facts
from gng_desktop.casework.saving import Results
from gng_desktop.explain.methods import Explained
from gng_desktop.modelstore import Manifest
from gng_desktop.provenance.record import read_provenance
from tests.casework.case.forging import tampering

SHA = "0" * 64


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_case_says_what_it_is_and_is_one_file(case, tmp_path):
    about = Case.open(case.path).metadata
    assert (about.title, about.reference, about.examiner) == ("Fall 1", "2024/7", "A. Rossi")
    assert about.created_at.endswith("+00:00")
    assert about.id != Case.create(tmp_path / "b.gng", "Fall 1").metadata.id
    assert names(tmp_path) == ["a.gng", "b.gng"]
    assert verify(case.path) == []
    assert case.images() == [] and case.models() == [] and case.settings() == {}


def test_what_cannot_be_made_leaves_nothing_and_replaces_nothing(tmp_path, monkeypatch):
    path = tmp_path / "a.gng"
    path.write_bytes(b"evidence")
    with pytest.raises(CaseError, match="exists already; choose another name"):
        Case.create(path, "Fall 1")
    assert path.read_bytes() == b"evidence"
    path.unlink()
    with pytest.raises(CaseError, match="cannot be made .*choose another folder"):
        Case.create(tmp_path / "no" / "a.gng", "Fall 1")
    with pytest.raises(CaseError, match="title"):
        Case.create(path, " ")

    def full(connection):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(store.schema, "migrate", full)
    with pytest.raises(CaseError):
        Case.create(path, "Fall 1")
    assert names(tmp_path) == []


@pytest.mark.parametrize("data", [b"", b"no case", b"SQLite format 3\x00" + bytes(4096), None])
def test_what_is_no_case_is_refused_in_one_sentence(tmp_path, data):
    path = tmp_path / "a.gng"
    if data is None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE log (sequence INTEGER)")
    else:
        path.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(CaseError, match=r"(is no case of GNG Desktop|is damaged).*; .*\.$"):
        Case.open(path)
    assert len(verify(path)) == 1
    assert path.read_bytes() == before
    with pytest.raises(CaseError, match="There is no case"):
        Case.open(tmp_path / "b.gng")
    with pytest.raises(CaseError, match="There is no case"):
        Case.open(tmp_path)


def test_what_was_added_is_read_again(full, results, models, evidence):
    image, other = full.images()
    analysis = results.analysis
    assert image == full.image(analysis.sha256) and full.image("3" * 64) is None
    assert (image.size, image.width, image.height) == (evidence.stat().st_size, 64, 48)
    assert image.analysis.facts == json.loads(json.dumps(analysis.to_json()))
    assert image.analysis.support["sentence"] == support(analysis, models).sentence
    assert image.provenance["facts"]["sha256"] == analysis.sha256
    assert image.stress == results.stress.to_json()
    assert image.history == tuple(results.history)
    assert full.history(analysis.sha256) == list(results.history)
    assert sorted(image.previews) == [
        "original",
        "overlay",
        "shap-partition.with_background",
        "shap-partition.without_background",
        "stripped",
    ]
    drawn = previews(results)
    assert {name: full.preview(n) for name, n in image.previews.items()} == drawn
    assert other.sha256 == "1" * 64 and other.explanations == () and other.stress is None
    assert other.places[0].path == str(Path("no/other.png").absolute())
    assert [d.analyst for d in other.history] == ["C. Verdi"]
    assert full.settings() == {"unit": "log-odds", "evals": 500}
    (report,) = full.reports()
    assert (report.sha256, report.images) == ("2" * 64, (analysis.sha256,))
    with pytest.raises(KeyError):
        full.preview(1000)


def test_maps_come_back_as_they_were(full, results):
    (kept,) = full.images()[0].explanations
    found = results.explained[0]
    facts = json.loads(json.dumps(explanation_facts(found)))
    for role in ("with_background", "without_background"):
        assert len(kept.facts[role].pop("values_sha256")) == 64
    assert kept.method == "shap-partition" and kept.facts == facts
    tested = results.tested["shap-partition"][0]
    assert kept.tested["with_background"] == json.loads(json.dumps(faithfulness_facts(tested)))
    for read, drawn in zip(full.maps(kept), found.maps, strict=True):
        assert np.array_equal(read.values, drawn.values) and read.values.dtype == np.float32
        assert np.array_equal(read.image, drawn.image)
        assert replace(read, values=0, image=0) == replace(drawn, values=0, image=0)
    with pytest.raises(KeyError):
        full.maps(replace(kept, id=99))


def test_a_map_without_a_baseline_comes_back_too(case, results, pair):
    maps = tuple(replace(e, unit="relative", baseline=np.nan, method="grad-cam") for e in pair)
    case.add_results(replace(results, explained=(Explained(maps),), tested={}))
    (kept,) = case.images()[0].explanations
    assert np.isnan(case.maps(kept)[0].baseline) and case.maps(kept)[1].unit == "relative"
    # One that is not complete is left out.
    partial = Explained((pair[0], replace(pair[1], complete=False)))
    case.add_results(replace(results, explained=(partial,), tested={}))
    assert case.images()[0].explanations == (kept,)


def test_models_tell_what_scores_are_worth_where_they_are_not_installed(full, results, models):
    kept = full.models()
    assert [m.role for m in kept] == ["segmenter", "with_background", "without_background"]
    for model in kept:
        assert Manifest.from_json(model.manifest) == models[model.role].manifest
        assert (model.label, model.sha256) == (models[model.role].label, models[model.role].sha256)


def test_only_models_that_made_the_analysis_are_kept(case, results, models):
    other = replace(models["segmenter"], sha256="f" * 64)
    case.add_results(results, models=models | {"segmenter": other})
    assert [m.role for m in case.models()] == ["with_background", "without_background"]
    # What the scores are worth hangs on all of them.
    assert case.images()[0].analysis.support is None


def test_the_log_tells_every_addition_and_its_rows(full):
    log = full.log()
    assert [entry.sequence for entry in log] == list(range(1, 8))
    assert [(entry.who, entry.what) for entry in log] == [
        ("B. Neri", "case made"),
        ("B. Neri", "settings"),
        ("B. Neri", "results of ä b.png"),
        ("B. Neri", "results of other.png"),
        ("C. Verdi", "decision"),
        ("B. Neri", "report report.pdf"),
        ("B. Neri", "looked at by the court"),
    ]
    assert all(entry.at.endswith("+00:00") and entry.program == "0.1.0" for entry in log)
    tables = [{ref.table for ref in entry.rows} for entry in log]
    assert tables[2] == {
        *("images", "places", "models", "analyses", "previews", "explanations", "map_tests"),
        *("stress_tests", "provenance", "decisions"),
    }
    assert (tables[4], tables[6]) == ({"decisions"}, set())
    assert full.head == log[-1].sha256


def test_each_entry_continues_the_one_before(full):
    previous = "0" * 64
    with closing(sqlite3.connect(full.path)) as connection:
        for facts, sha256 in connection.execute("SELECT facts, sha256 FROM log ORDER BY sequence"):
            assert sha256 == hashlib.sha256((previous + facts).encode()).hexdigest()
            previous = sha256


def test_the_same_results_are_not_added_twice(full, results, models):
    before = full.path.read_bytes()
    number = full.add_results(results, previews(results), models)
    full.add_settings({"evals": 500, "unit": "log-odds"})
    assert number == full.images()[0].analysis.id
    assert full.path.read_bytes() == before
    full.add_decision(results.history[0])
    assert len(full.history(results.analysis.sha256)) == 1 and full.path.read_bytes() == before
    for value in (1, 500):  # settings that come back are the current ones
        full.add_settings({"evals": value, "unit": "log-odds"})
    assert full.settings()["evals"] == 500 and full.entries == 9


def test_what_becomes_known_later_joins_its_analysis(case, results, models):
    first = case.add_results(Results(results.analysis), {"original": b"1"}, models)
    assert case.add_results(results, {"original": b"1"}, models) == first
    (image,) = case.images()
    assert image.analyses == 1 and [e.analysis for e in image.explanations] == [first]
    assert {r.table for r in case.log()[-1].rows} == {
        *("explanations", "map_tests", "stress_tests", "provenance", "decisions")
    }
    case.add_results(Results(results.analysis), {"original": b"2"})
    assert case.preview(case.images()[0].previews["original"]) == b"2"


def test_an_analysis_made_again_is_another_one_and_the_last_counts(case, results, models):
    case.add_results(results, previews(results), models)
    again = replace(results.analysis, seconds={"total": 0.2})
    case.add_results(Results(again))
    (image,) = case.images()
    assert image.analyses == 2 and image.analysis.facts["seconds"] == {"total": 0.2}
    # The scores are by the same models, so what explains the earlier ones explains these.
    assert [e.method for e in image.explanations] == ["shap-partition"] and image.stress
    case.add_results(Results(replace(again, segmenter="other@0123456789ab")))
    (image,) = case.images()
    assert image.analyses == 3 and image.explanations == () and image.stress is None
    assert image.previews == {} and len(image.history) == 1


def test_an_image_seen_elsewhere_under_any_name_is_the_same_image(case, make_analysis, tmp_path):
    relative = ["x/a.png", "a copy.png", "\udce4\n\"'ä.png"]
    for name in (*relative, relative[0]):
        case.add_results(Results(make_analysis(tmp_path / name)))
    (image,) = case.images()
    assert [place.path for place in image.places] == [str(tmp_path / name) for name in relative]
    assert [place.relative for place in image.places] == relative
    assert all(place.seen_at.endswith("+00:00") for place in image.places)
    assert verify(case.path) == []


def test_a_decision_on_an_image_not_analysed_is_kept(case, make_analysis):
    decision = decide(make_analysis(), "real", "", "A. Rossi")
    case.add_decision(decision)
    (image,) = case.images()
    assert (image.analysis, image.places, image.width) == (None, (), None)
    assert case.history("0" * 64) == [decision]
    assert case.log()[-1].who == "A. Rossi"
    case.add_results(Results(make_analysis()))
    (image,) = case.images()
    assert image.width == 64 and len(image.places) == 1


def test_a_file_that_could_not_be_read_is_refused_and_can_be_remarked(case, make_analysis):
    broken = make_analysis(status="error", sha256=None, reason="It is empty; obtain another copy.")
    with pytest.raises(CaseError, match="a.png could not be read .*: It is empty; obtain"):
        case.add_results(Results(broken))
    case.remark("a.png could not be read")
    assert case.images() == [] and case.log()[-1].what == "a.png could not be read"
    assert verify(case.path) == []


def test_rows_are_only_ever_added(full):
    with closing(sqlite3.connect(full.path)) as connection:
        for (table,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            for statement in (f"UPDATE {table} SET rowid = 99", f"DELETE FROM {table}"):
                with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
                    connection.execute(statement)


def test_failing_half_way_changes_nothing(full, results, models):
    before, log = full.path.read_bytes(), full.log()
    other = replace(results.analysis, seconds={"total": 3.0})
    with pytest.raises(CaseError, match="NOT NULL"):
        full.add_results(Results(other), {"original": None}, models)
    with pytest.raises(AttributeError):
        full.add_results(Results(other, provenance="no provenance"), {}, models)
    assert full.log() == log and full.path.read_bytes() == before


def test_without_a_name_the_login_is_reported(case, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "rossi")
    assert Case.open(case.path).who == "rossi"

    def nobody():
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    assert Case.open(case.path).who == "unknown"


def test_a_case_that_may_not_be_written_can_be_read(case):
    case.path.chmod(0o444)
    try:
        with case.path.open("ab"):
            pytest.skip("this user may write everything")
    except PermissionError:
        pass
    assert Case.open(case.path).metadata.title == "Fall 1" and verify(case.path) == []
    with pytest.raises(CaseError, match="may not be changed; copy it"):
        case.remark("x")


def test_damaged_rows_are_one_sentence(copy):
    path = copy()
    tampering(path, "UPDATE analyses SET facts = '{'", "UPDATE log SET facts = '[]'")
    case = Case.open(path)
    for use in (case.images, case.log, lambda: case.image("1" * 64)):
        with pytest.raises(CaseError, match="cannot be read; run 'gng-desktop case verify' on it"):
            use()


def test_a_case_is_opened_without_loading_what_is_heavy():
    code = (
        "import sys; import gng_desktop.casework.case.store, gng_desktop.casework.case.store;"
        "import gng_desktop.casework.case.verify, gng_desktop.casework.case.evidence;"
        "print(sorted({'cv2', 'PIL', 'onnxruntime', 'tensorflow', 'matplotlib', 'sklearn'}"
        " & set(sys.modules)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120
    )
    assert (found.stdout, found.stderr) == ("[]\n", "")


def face_of(results, number, box, **changes):
    """Return what was found of a face alone."""
    analysis = replace(results.analysis, face_index=number, face_box=box, **changes)
    return Results(analysis)


def test_every_part_is_shown_by_its_newest_analysis(case, results, models):
    first, second = (2, 3, 20, 20), (30, 5, 18, 18)
    case.add_results(results, {"original": b"whole"}, models)
    case.add_results(face_of(results, 2, second, verdict="real"), {"original": b"two"}, models)
    one = replace(results, analysis=face_of(results, 1, first).analysis, history=())
    case.add_results(one, previews(one), models)
    case.add_results(face_of(results, 2, second, seconds={"total": 0.7}), {}, models)
    (image,) = case.images()
    assert [part.face for part in image.parts] == [1, 2, None]
    assert [part.face for part in image.faces] == [1, 2] and image.analyses == 4
    by_face = {part.face: part for part in image.parts}
    assert by_face[2].analysis == image.analysis
    assert by_face[2].analysis.facts["seconds"] == {"total": 0.7}
    assert by_face[2].explanations == () and by_face[2].stress is None
    assert [case.preview(n) for n in by_face[2].previews.values()] == [b"two"]
    assert [e.method for e in by_face[1].explanations] == ["shap-partition"] and by_face[1].stress
    assert case.preview(by_face[None].previews["original"]) == b"whole"
    assert all(part.analysis.support is not None for part in image.parts)
    assert case.image(image.sha256).parts == image.parts and verify(case.path) == []


def test_a_face_gives_way_to_one_of_its_number_or_its_place(case, results):
    old = {1: (2, 3, 20, 20), 2: (30, 5, 18, 18), 3: (40, 20, 16, 16)}
    for number, box in old.items():
        case.add_results(face_of(results, number, box))
    case.add_results(face_of(results, 1, (3, 3, 20, 20)))  # found a little elsewhere
    case.add_results(face_of(results, 2, old[3]))  # counted anew: there is no third one
    (image,) = case.images()
    places = {part.face: tuple(part.analysis.box) for part in image.parts}
    assert places == {1: (3, 3, 20, 20), 2: old[3]} and image.analyses == 5


def test_parts_analysed_by_other_models_are_left_out(case, results):
    case.add_results(face_of(results, 1, (2, 3, 20, 20)))
    case.add_results(face_of(results, 2, (30, 5, 18, 18), segmenter="other@0123456789ab"))
    (image,) = case.images()
    assert [part.face for part in image.parts] == [2] and image.analyses == 2
    assert image.faces == ()  # one face analysed is no image analysed face by face


def test_a_decision_is_on_the_part_it_was_taken_on(case, results):
    boxes = {1: (2, 3, 20, 20), 2: (30, 5, 18, 18)}
    faces = {number: face_of(results, number, box) for number, box in boxes.items()}
    taken = [
        decide(faces[1].analysis, "real", "one", "A. Rossi"),
        decide(faces[2].analysis, "generated", "two", "A. Rossi"),
        decide(results.analysis, "undecided", "whole", "A. Rossi"),
        # The same square was once counted as another face.
        decide(replace(faces[2].analysis, face_index=5), "undecided", "two again", "B. Neri"),
        replace(decide(faces[1].analysis, "real", "no place", "B. Neri"), face_box=None),
    ]
    for found in (*faces.values(), Results(results.analysis)):
        case.add_results(found)
    for decision in taken:
        case.add_decision(decision)
    (image,) = case.images()
    output = {part.face: [d.comment for d in part.history] for part in image.parts}
    assert output == {1: ["one", "no place"], 2: ["two", "two again"], None: ["whole"]}
    assert [d.comment for d in image.history] == [d.comment for d in taken]


def test_what_was_found_of_one_picture_of_a_file_is_never_anothers(case, results, models):
    first, second = (
        replace(results, analysis=replace(results.analysis, frame=n, frames=3, verdict=verdict))
        for n, verdict in ((1, "generated"), (2, "real"))
    )
    case.add_results(face_of(results, 1, (2, 3, 20, 20), frames=3))
    case.add_results(first, previews(first), models)
    case.add_decision(decide(first.analysis, "generated", "one", "A. Rossi"))
    case.add_results(Results(second.analysis), {}, models)
    case.add_decision(decide(second.analysis, "real", "two", "A. Rossi"))
    (image,) = case.images()
    (part,) = image.parts
    assert part.analysis.frame == 2 and [d.comment for d in part.history] == ["two"]
    assert not part.previews and not part.explanations and part.stress is None
    assert [(a.frame, a.facts["verdict"]) for a in image.other_frames] == [(1, "generated")]
    output = "\n".join(lines(replace(image, places=()), []))
    assert "Picture 1 of the file: GENERATED" in output
    assert "A. Rossi on picture 1 of the file," in output
    assert "(picture 2)" in line(image)


def test_faces_on_which_the_program_failed_do_not_replace_each_other(case, results):
    for number in (1, 2):
        case.add_results(face_of(results, number, None, status="error", verdict=None, views=None))
    (image,) = case.images()
    assert [part.face for part in image.parts] == [1, 2]


def test_what_another_file_states_does_not_count_for_the_image(case, results, evidence):
    """The file was replaced after it had been analysed, and before its metadata were read."""
    evidence.write_bytes(evidence.read_bytes() + b"more")
    case.add_results(replace(results, provenance=read_provenance(evidence)))
    (image,) = case.images()
    assert image.sha256 == results.analysis.sha256
    assert image.provenance is None and image.size is None


@pytest.fixture(params=["folder", "case"])
def decisions(request, tmp_path, case):
    if request.param == "folder":
        return DecisionStore(tmp_path / "decisions")
    return CaseDecisions(case)


def test_decisions_are_stored_alike_in_a_folder_and_in_a_case(decisions, make_analysis, tmp_path):
    assert not decisions.has(SHA) and decisions.history(SHA) == [] and decisions.warning(SHA) == ""
    first = decide(make_analysis(), "generated", "„ä“\nsecond line", "A. Rossi")
    second = decide(make_analysis(), "undecided", "see \udce4.png", "B. Neri")
    assert decisions.record(first) == [first]
    assert decisions.record(second) == [first, second] == decisions.history(SHA)
    assert decisions.has(SHA) and not decisions.has("1" * 64)
    assert decisions.folder.is_relative_to(tmp_path)
    for use in (decisions.has, decisions.history, decisions.warning):
        with pytest.raises(ValueError, match="no SHA-256"):
            use("../x")


def test_what_is_wrong_with_the_case_is_reported_as_with_decisions(case, make_analysis):
    decisions = CaseDecisions(case)
    case.path.unlink()
    decision = decide(make_analysis(), "real", "", "C. Verdi")
    for use in (
        lambda: decisions.record(decision),
        lambda: decisions.has(SHA),
        lambda: decisions.history(SHA),
    ):
        with pytest.raises(DecisionError, match="There is no case"):
            use()
    assert not case.path.exists()
