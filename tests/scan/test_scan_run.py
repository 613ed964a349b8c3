import hashlib
import io
import os
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from gng_desktop.imaging.detect import DetectorError
from gng_desktop.scan import BusyError, ScanError, pipeline, reading, run
from gng_desktop.scan.journal import Journal
from gng_desktop.scan.rows import COLUMNS, path_of
from gng_desktop.scan.run import ScanProgress
from gng_desktop.scan.work import NOT_EXPLAINED
from tests.scan.scan_files import fake_analyser, portraits, read_timeless
from tests.tiny_data import read_table

# Every file


def test_every_file_has_a_row_and_files_of_the_same_bytes_are_scored_once(evidence, run_scan):
    def state():
        stats = ((path, path.stat()) for path in evidence.rglob("*"))
        return {path: (status.st_size, status.st_mtime_ns) for path, status in stats}

    before = state()
    found = run_scan(evidence, recursive=True).all()
    assert state() == before and found.scored == 40
    rows = {path_of(row["path"]): row for row in read_table(found.csv)}
    files = [str(path) for path in evidence.rglob("*") if path.is_file()]
    assert list(rows) == sorted(files, key=os.fsencode)
    assert {tuple(row) for row in rows.values()} == {COLUMNS}
    assert {row["face_index"] for row in rows.values()} == {"0"}
    one, other = rows[str(evidence / "17.png")], rows[str(evidence / "twin of 17.png")]
    same = set(COLUMNS) - {"path", "seconds", "analysed_at"}
    assert {name: one[name] for name in same} == {name: other[name] for name in same}


def test_each_row_says_what_the_analysis_of_that_file_says(evidence, run_scan, broken, monkeypatch):
    monkeypatch.setattr(run, "LINES", 20)  # the table is written in parts
    rows = read_table(run_scan(evidence).all().csv)
    analyser = fake_analyser()
    for row in rows:
        analysis = analyser.analyse(path_of(row["path"]))
        assert (row["status"], row["reason"]) == (analysis.status, analysis.reason)
        assert (row["sha256"], row["verdict"]) == (analysis.sha256, analysis.verdict or "")
        if analysis.status == "ok":
            score = float(row["score_with_background"])
            assert score == pytest.approx(analysis.score_with_background, abs=1e-6)
            assert row["face_box"] == " ".join(map(str, analysis.face_box))
    statuses = [row["status"] for row in rows]
    assert statuses.count("error") == len(broken) and statuses.count("not_applicable") == 1
    assert statuses.count("ok") == 43


def test_the_document_beside_it_tells_how_it_was_made(evidence, run_scan):
    found = run_scan(evidence, command=("gng-desktop", "scan")).all()
    document = found.meta
    digest = hashlib.sha256(found.csv.read_bytes()).hexdigest()
    assert document["scan"]["csv_sha256"] == digest == found.result.csv_sha256
    assert document["scan"]["statuses"] == {"ok": 43, "not_applicable": 1, "error": 7}
    assert sum(document["scan"]["verdicts"].values()) == 43
    assert document["scan"]["rows"] == document["scan"]["files"] == 51
    assert document["scan"]["duplicates"] == 3
    assert document["command"] == ["gng-desktop", "scan"]
    assert document["models"]["segmenter"]["weights"]["sha256"] == "0" * 64
    assert document["models"]["with_background"]["thresholds"]["generated_above"] == 0.7
    assert document["engine"]["precision"] == "float32" and document["engine"]["name"] == "fake"
    assert document["versions"]["program"] and document["versions"]["pillow"]
    assert sorted(path.name for path in found.csv.parent.iterdir()) == [
        "evidence",
        "out.csv",
        "out.meta.json",
    ]


def test_a_csv_in_the_folder_itself_is_not_scanned(evidence, run_scan):
    run_scan(evidence, csv=evidence / "here.csv").until(10)
    found = run_scan(evidence, csv=evidence / "here.csv", resume=True).all()
    again = run_scan(evidence, csv=evidence / "here.csv", overwrite=True).all()
    assert found.result.counts.files == again.result.counts.files == 51
    assert not any("here" in row["path"] for row in read_timeless(again.csv))


def test_what_files_say_of_a_generator_stands_in_a_column_of_its_own(filled, run_scan):
    folder = filled("flags", {"a.png": portraits(90), "d.jpg": b"Dear Sir"})
    texts = PngImagePlugin.PngInfo()
    texts.add_text("AIGC", '{"Label": "2", "ProduceID": "a"}')
    Image.open(folder / "a.png").save(folder / "b.png", pnginfo=texts)
    (folder / "c.png").write_bytes((folder / "b.png").read_bytes()[:-60])
    (folder / "e.jpg").symlink_to(folder / "gone.jpg")
    rows = read_table(run_scan(folder).all().csv)
    assert [(row["status"], row["provenance_flag"]) for row in rows] == [
        ("ok", "none"),
        ("ok", "possibly_generated"),
        ("error", "possibly_generated"),
        ("error", ""),
        ("error", ""),
    ]


def test_a_csv_without_the_flag_is_known_as_a_scan_s(evidence, run_scan):
    found = run_scan(evidence, csv=evidence.parent / "old.csv").all()
    lines = found.csv.read_bytes().split(b"\r\n")
    found.csv.write_bytes(b"\r\n".join(line.rpartition(b",")[0] for line in lines))
    assert run_scan(evidence, csv=found.csv, overwrite=True).all().result.counts.files


def test_what_follows_the_image_is_noted(filled, run_scan):
    archive, padding = b"Rar!\x1a\x07" + bytes(20), bytes(64)
    folder = filled("f", {"a.png": portraits(5) + archive, "b.png": portraits(5) + padding})
    first, second = read_table(run_scan(folder).all().csv)
    assert first["notes"].startswith("26 bytes follow the end of the image, from byte ")
    assert first["notes"].endswith(": a RAR archive.") and second["notes"] == ""


def test_a_list_may_name_what_is_not_there(tmp_path, evidence, run_scan):
    (tmp_path / "list.txt").write_text(f"{evidence / '05.png'}\n{tmp_path / 'gone.png'}\n")
    rows = read_table(run_scan(tmp_path / "list.txt").all().csv)
    assert [row["status"] for row in rows] == ["ok", "error"]
    assert "does not exist" in rows[1]["reason"] and rows[1]["sha256"] == ""


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_files_of_any_name_are_scanned(filled, run_scan):
    names = [b"new\nline.png", b'quote".png', b"latin \xe9.png", b"=1+1.png", b"comma,.png"]
    folder = filled("odd", {os.fsdecode(name): portraits(len(name)) for name in names})
    rows = read_table(run_scan(folder).all().csv)
    found = [Path(path_of(row["path"])).name for row in rows]
    assert [os.fsencode(name) for name in found] == sorted(names)
    assert {row["status"] for row in rows} == {"ok"}


def test_the_number_of_jobs_changes_nothing(evidence, run_scan, tmp_path):
    tables = [
        read_timeless(run_scan(evidence, jobs=jobs, csv=tmp_path / f"{jobs}.csv").all().csv)
        for jobs in (1, 3)
    ]
    assert tables[0] == tables[1]


def test_one_image_that_breaks_the_networks_takes_no_other_with_it(evidence, run_scan):
    analyser = fake_analyser()
    engine = analyser.engines["with_background"]
    score = engine.run

    def fragile(batch):
        if (batch[:, 0, 0, 1] == 60).any():
            raise RuntimeError("out of luck")
        return score(batch)

    engine.run = fragile
    found = run_scan(evidence, analyser=analyser).all()
    rows = {Path(row["path"]).name: row for row in read_table(found.csv)}
    assert rows["10.png"]["status"] == "error" and "doctor" in rows["10.png"]["reason"]
    assert found.result.counts.statuses == {"ok": 42, "not_applicable": 1, "error": 8}


def test_a_file_whose_twin_failed_is_judged_after_all(filled, run_scan, monkeypatch):
    files = {f"{number:02d}.png": portraits(number * 12) for number in range(20)}
    folder = filled("twins", files | {"99.png": portraits(60)})  # of the second chunk
    analyser, planned, plans = fake_analyser(), threading.Event(), []
    plan, engine = pipeline.Pipeline._plan, analyser.engines["with_background"]
    score, unlucky = engine.run, [True, True]  # together and alone

    def noted(self, contents):
        plans.append(plan(self, contents))
        if len(plans) == 2:
            planned.set()
        return plans[-1]

    def fragile(batch):
        assert planned.wait(60)
        if (batch[:, 0, 0, 1] == 60).any() and unlucky:
            unlucky.pop()
            raise RuntimeError("out of luck")
        return score(batch)

    monkeypatch.setattr(pipeline.Pipeline, "_plan", noted)
    engine.run = fragile
    found = run_scan(folder, analyser=analyser, jobs=1).all()
    rows = {Path(row["path"]).name: row for row in read_table(found.csv)}
    assert rows["05.png"]["status"] == "error" and rows["99.png"]["status"] == "ok"
    assert found.result.counts.statuses == {"ok": 20, "not_applicable": 0, "error": 1}


# On the way


def test_progress_tells_done_total_speed_and_time_left(evidence, run_scan):
    found = run_scan(evidence).all()
    output = [step for step in found.steps if isinstance(step, ScanProgress)]
    assert [step.done for step in output] == sorted(step.done for step in output)
    assert output[-1].done == output[-1].total == 51
    assert sum(len(step.records) for step in output) == 51
    assert any(step.per_second and step.per_second > 0 for step in output)
    assert output[-1].seconds_left in (0.0, None)


@pytest.mark.parametrize(("large", "chunks"), [(False, 3 * 2 + pipeline.READERS), (True, 2 + 1)])
def test_few_files_are_held_at_once(filled, run_scan, monkeypatch, large, chunks):
    data = portraits(100)
    if large:
        monkeypatch.setattr(pipeline, "AHEAD_BYTES", run.CHUNK * (len(data) + 2))
    files = {f"{n:03d}.png": data + bytes([n % 256, n // 256]) for n in range(300)}
    folder = filled("many", files)
    held, most, lock = set(), [0], threading.Lock()
    read_bytes = reading.read_bytes

    class Counted(bytes):
        def __new__(cls, path):
            self = super().__new__(cls, read_bytes(path))
            with lock:
                held.add(path)
                most[0] = max(most[0], len(held))
            self.path = path
            return self

        def __del__(self):
            held.discard(self.path)

    monkeypatch.setattr(reading, "read_bytes", Counted)
    found = run_scan(folder, jobs=2).all()
    assert found.result.counts.files == 300 and found.scored == 300
    assert run.CHUNK < most[0] <= (chunks + 1) * run.CHUNK
    assert not held


def test_large_files_are_read_fewer_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK_BYTES", 1000)
    paths = [str(tmp_path / f"{number}") for number in range(6)]
    for path, size in zip(paths, (400, 400, 400, 5000, 1, 1), strict=True):
        Path(path).write_bytes(b"x" * size)
    expected = [(paths[:3], 1200), (paths[3:4], 5000), (paths[4:], 2)]
    assert list(reading.chunks(paths, 4)) == expected
    expected = [(["nowhere"] * count, 0) for count in (2, 2, 1)]
    assert list(reading.chunks(["nowhere"] * 5, 2)) == expected


def test_images_are_analysed_in_batches_large_ones_fewer_at_a_time(evidence, run_scan, monkeypatch):
    found = run_scan(evidence, jobs=1).all()
    assert max(found.analyser.engines["segmenter"].batches) > 8
    monkeypatch.setattr("gng_desktop.scan.work.BATCH_PIXELS", 3 * 112 * 112)
    found = run_scan(evidence, overwrite=True).all()
    assert max(found.analyser.engines["segmenter"].batches) == 3
    assert found.result.counts.statuses["ok"] == 43


# Broken off and resumed


@pytest.fixture
def unbroken(evidence, run_scan, tmp_path):
    return read_timeless(run_scan(evidence, csv=tmp_path / "unbroken.csv").all().csv)


@pytest.mark.parametrize("done", [0, 1, 17, 48, 51])
def test_a_scan_that_was_closed_is_completed(evidence, run_scan, unbroken, done):
    if done:
        first = run_scan(evidence).until(done)
        assert not first.csv.exists() and first.csv.with_name("out.csv.unfinished").exists()
    second = run_scan(evidence, resume=True).all()
    assert read_timeless(second.csv) == unbroken and second.result.counts.files == 51
    # Of the last three files two have twins that are done.
    assert (second.scored == 40) == (done == 0) and (second.scored == 0) == (done >= 48)
    assert not second.csv.with_name("out.csv.unfinished").exists()


def test_a_file_that_was_changed_since_is_analysed_again(evidence, run_scan, tmp_path):
    run_scan(evidence).until(51)
    (evidence / "17.png").write_bytes(portraits(251))
    later = time.time() + 60
    os.utime(evidence / "17.png", (later, later))
    second = run_scan(evidence, resume=True).all()
    whole = run_scan(evidence, csv=tmp_path / "whole.csv").all()
    assert read_timeless(second.csv) == read_timeless(whole.csv)
    assert 0 < second.scored <= run.CHUNK


def test_a_complete_scan_has_nothing_to_resume(evidence, run_scan):
    first = run_scan(evidence).all()
    content = first.csv.read_bytes()
    second = run_scan(evidence, resume=True).all()
    assert first.csv.read_bytes() == content and second.scored == 0
    assert second.result.counts == first.result.counts
    assert second.result.csv_sha256 == first.result.csv_sha256
    first.csv.write_bytes(content + b"more")
    with pytest.raises(ScanError, match="not as a scan left it"):
        run_scan(evidence, resume=True).all()


def test_a_resumed_scan_reports_every_row_once_new_and_lost_files_too(
    evidence, run_scan, monkeypatch, unreadable
):
    unreadable(("03.png", "05.png", "20.png").__contains__)
    run_scan(evidence).until(40)
    monkeypatch.undo()
    for lost in ("00.png", "05.png"):
        (evidence / lost).unlink()
    (evidence / "00 new.png").write_bytes(portraits(251))
    second = run_scan(evidence, resume=True).all()
    steps = [step for step in second.steps if isinstance(step, ScanProgress)]
    paths = [r.path for step in steps for r in (*step.known, *step.records)]
    rows = read_table(second.csv)
    assert sorted(paths, key=os.fsencode) == [path_of(row["path"]) for row in rows]
    assert any(step.known for step in steps) and steps[-1].done == steps[-1].total == 50
    found = {Path(row["path"]).name: row for row in rows}
    assert found["00.png"]["status"] == found["00 new.png"]["status"] == "ok"
    assert found["05.png"]["status"] == "error" and "bad cable" in found["05.png"]["reason"]


def test_files_that_could_not_be_read_are_tried_again(
    tmp_path, evidence, run_scan, monkeypatch, unreadable
):
    paths = sorted(str(path) for path in evidence.iterdir() if path.is_file())
    (tmp_path / "list.txt").write_text("\n".join(paths), encoding="utf-8")
    whole = read_timeless(run_scan(tmp_path / "list.txt", csv=tmp_path / "whole.csv").all().csv)
    unreadable(lambda name: "twin" in name or "2" in name)
    run_scan(tmp_path / "list.txt").until(51)
    monkeypatch.undo()
    second = run_scan(tmp_path / "list.txt", resume=True).all()
    assert read_timeless(second.csv) == whole


def test_a_drive_that_is_pulled_ends_the_scan(filled, tmp_path, run_scan):
    face, away = portraits(90), tmp_path / "away"
    drive = filled("drive", {f"{n}.png": face + bytes(str(n), "ascii") for n in range(200)})
    whole = read_timeless(run_scan(drive, csv=tmp_path / "whole.csv").all().csv)
    pulled = run_scan(drive, jobs=1)
    with pytest.raises(ScanError, match="no longer be read .*--resume") as caught:
        for step in pulled.generator:
            if isinstance(step, ScanProgress) and drive.exists():
                drive.rename(away)
    assert "\n" not in str(caught.value)
    away.rename(drive)
    found = run_scan(drive, resume=True).all()
    assert read_timeless(found.csv) == whole
    assert {row["status"] for row in whole} == {"ok"}


def test_a_disk_that_is_full_ends_the_scan(evidence, run_scan, monkeypatch, unbroken):
    add = Journal.add

    def fail(self, records):
        if len(self):  # what SQLite says of a full disk, it says of a file at its largest size
            self._database.execute("PRAGMA max_page_count = 1")
        add(self, records)

    monkeypatch.setattr(Journal, "add", fail)
    with pytest.raises(ScanError, match="disk is full; free some space"):
        run_scan(evidence).all()
    monkeypatch.undo()
    second = run_scan(evidence, resume=True).all()
    assert read_timeless(second.csv) == unbroken and second.scored < 40


def test_a_csv_that_cannot_be_written_keeps_what_was_found(
    evidence, run_scan, monkeypatch, unbroken
):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ScanError, match=r"out\.csv cannot be written \(No space left on device\)"):
        run_scan(evidence).all()
    monkeypatch.undo()
    second = run_scan(evidence, resume=True)
    assert not second.csv.exists() and not second.csv.with_name("out.csv.part").exists()
    assert read_timeless(second.all().csv) == unbroken and second.scored == 0


# Refused


def test_neither_a_csv_nor_an_unfinished_scan_is_replaced_unasked(evidence, run_scan):
    run_scan(evidence).until(20)
    with pytest.raises(ScanError, match="unfinished scan .*--resume.*--overwrite"):
        run_scan(evidence).all()
    first = run_scan(evidence, overwrite=True).all()
    assert first.scored == 40
    content = first.csv.read_bytes()
    with pytest.raises(ScanError, match="exists already.*--overwrite"):
        run_scan(evidence).all()
    assert first.csv.read_bytes() == content
    (evidence / "00.png").unlink()
    assert run_scan(evidence, overwrite=True).all().result.counts.files == 50


@pytest.mark.parametrize("name", ["out.csv", "out.meta.json"])
@pytest.mark.parametrize("resume", [False, True])
def test_what_no_scan_wrote_is_never_replaced(tmp_path, evidence, run_scan, name, resume):
    if resume:
        run_scan(evidence).until(20)
    (tmp_path / name).write_bytes(b"path,label\r\n")
    for options in ({"resume": True},) if resume else ({}, {"overwrite": True}):
        with pytest.raises(ScanError, match=name.replace(".", r"\.")):
            run_scan(evidence, **options).all()
    assert (tmp_path / name).read_bytes() == b"path,label\r\n"
    (tmp_path / name).unlink()
    assert run_scan(evidence, resume=resume).all().result.counts.files == 51


def test_a_damaged_journal_can_be_started_over(evidence, run_scan):
    unfinished = run_scan(evidence).until(20).csv.with_name("out.csv.unfinished")
    unfinished.write_bytes(b"nonsense" * 1000)
    with pytest.raises(ScanError, match="--overwrite"):
        run_scan(evidence, resume=True).all()
    assert run_scan(evidence, overwrite=True).all().result.counts.files == 51


def test_other_settings_are_not_resumed(evidence, run_scan, filled, monkeypatch):
    run_scan(evidence).until(20)
    other = {
        "recursive": {"recursive": True},
        "explain": {"regions": True},
        "faces": {"faces": "each"},
        "models": {"analyser": fake_analyser("2")},
    }
    for name, changes in other.items():
        with pytest.raises(ScanError, match=rf"other settings \({name}\)"):
            run_scan(evidence, resume=True, **changes).all()
    with monkeypatch.context() as patched, pytest.raises(ScanError, match=r"\(libraries\)"):
        patched.setattr("gng_desktop.scan.identity.package_version", lambda name: "0")
        run_scan(evidence, resume=True).all()
    elsewhere = filled("elsewhere", {"a.png": b"x"})
    with pytest.raises(ScanError, match=r"other settings \(source, folder_as_named\)"):
        run_scan(elsewhere, resume=True).all()
    run_scan(evidence, resume=True).all()
    with pytest.raises(ScanError, match=r"other settings \(models\)"):
        run_scan(evidence, resume=True, analyser=fake_analyser("2")).all()


def test_a_scan_is_resumed_by_the_same_names(evidence, run_scan, monkeypatch):
    monkeypatch.chdir(evidence.parent)
    run_scan("evidence").until(20)
    for other in (evidence, f".{os.sep}evidence"):
        with pytest.raises(ScanError, match="folder_as_named"):
            run_scan(other, resume=True).all()
    assert run_scan(f"evidence{os.sep}", resume=True).all().result.counts.files == 51


def test_a_list_is_resumed_where_its_names_lead_to_the_same_files(
    evidence, run_scan, monkeypatch, tmp_path
):
    names = [f"{number:02d}.png" for number in range(40)]
    (tmp_path / "list.txt").write_text("\n".join(names), encoding="utf-8")
    monkeypatch.chdir(evidence)
    run_scan(tmp_path / "list.txt").until(10)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ScanError, match="current_folder"):
        run_scan(tmp_path / "list.txt", resume=True).all()
    monkeypatch.chdir(evidence)
    found = run_scan(tmp_path / "list.txt", resume=True).all()
    assert found.result.counts.statuses == {"ok": 40, "not_applicable": 0, "error": 0}


def test_a_scan_under_way_is_left_alone(evidence, run_scan, monkeypatch):
    monkeypatch.setattr("gng_desktop.scan.journal._WAIT_S", 0.1)
    running = run_scan(evidence)
    while not isinstance(next(running.generator), ScanProgress):
        pass
    for options in ({"resume": True}, {"overwrite": True}):
        with pytest.raises(BusyError):
            run_scan(evidence, **options).all()
    assert running.all().result.counts.files == 51


@pytest.mark.parametrize(
    ("csv", "words"),
    [
        ("out.txt", "does not end in .csv"),
        ("missing/out.csv", "does not exist; make it"),
        ("out.csv", "holds no files; add --recursive"),
    ],
)
def test_a_place_or_a_folder_that_will_not_do_is_named_at_once(tmp_path, run_scan, csv, words):
    (tmp_path / "root" / "inside").mkdir(parents=True)
    with pytest.raises(ScanError, match=words):
        run_scan(tmp_path / "root", csv=tmp_path / csv).all()


# Explained, and by face


def test_the_backgrounds_share_is_explained_when_asked(filled, run_scan):
    folder = filled("one", {"a.png": portraits(250, background=0)})
    plain = run_scan(folder).all()
    assert read_table(plain.csv)[0]["background_share"] == ""
    explained = run_scan(folder, regions=True, overwrite=True).all()
    (row,) = read_table(explained.csv)
    # The score is the mean green: blurred, the background gains what the face loses.
    assert 0.2 < float(row["background_share"]) < 0.8


def test_an_explanation_that_fails_is_reported(evidence, run_scan, two_faces, monkeypatch):
    def fail(*_):
        raise RuntimeError("no luck")
        yield

    monkeypatch.setattr("gng_desktop.explain.regions.explain_regions", fail)
    rows = read_table(run_scan(evidence / "deeper", regions=True).all().csv)
    found = run_scan(two_faces, faces="each", regions=True, overwrite=True).all()
    for row in rows + read_table(found.csv)[:3]:  # of a face it is reported for the file, too
        assert row["status"] == "ok" and row["reason"].endswith(NOT_EXPLAINED)
        assert row["background_share"] == "" and row["score_with_background"]


def test_closing_while_regions_are_explained_is_quick(evidence, run_scan, monkeypatch):
    begun = threading.Event()

    def endless(*_):
        while True:
            begun.set()
            yield None

    monkeypatch.setattr("gng_desktop.explain.regions.explain_regions", endless)
    found = run_scan(evidence, regions=True)
    for _step in found.generator:
        if begun.is_set():
            break
    assert scan_threads()
    found.generator.close()
    assert not scan_threads()


def scan_threads():
    """Return the threads on which images are analysed."""
    return [each for each in threading.enumerate() if each.name.startswith("scan-analyse")]


@pytest.fixture
def two_faces(filled, monkeypatch):
    """A folder of one picture with a face on each side, one without, and a broken one."""
    folder = filled("crowd", {"broken.png": b""})
    left, right = (np.asarray(Image.open(io.BytesIO(portraits(green)))) for green in (20, 250))
    Image.fromarray(np.hstack([left, right])).save(folder / "both.png")
    Image.fromarray(np.zeros((90, 90, 3), np.uint8)).save(folder / "none.png")

    def find_faces(rgb):
        sides = range(0, rgb.shape[1] - 111, 112)
        faces = (fake_analyser().find_face(rgb[:, x : x + 112]) for x in sides)
        return [face.moved(x, 0) for x, face in zip(sides, faces, strict=True) if face]

    monkeypatch.setattr("gng_desktop.analysis.faces_in_image.find_faces", find_faces)
    return folder


def test_every_face_has_a_row_after_that_of_its_file(two_faces, run_scan):
    found = run_scan(two_faces, faces="each").all()
    rows = read_table(found.csv)
    shown = [(Path(row["path"]).stem, row["face_index"], row["status"]) for row in rows]
    assert shown == [
        ("both", "0", "ok"),
        ("both", "1", "ok"),
        ("both", "2", "ok"),
        ("broken", "0", "error"),
        ("none", "0", "not_applicable"),
    ]
    file, one, other = rows[:3]
    assert (one["verdict"], other["verdict"]) == ("real", "inconclusive")
    assert (one["face_box"], other["face_box"]) == ("0 0 112 112", "112 0 112 112")
    assert file["face_box"] == other["face_box"] and "2 faces: 1 inconclusive" in file["reason"]
    assert file["verdict"] == other["verdict"]
    assert file["score_with_background"] == other["score_with_background"]
    counts = found.result.counts
    assert (counts.files, counts.rows) == (3, 5)
    assert counts.verdicts == {"generated": 0, "real": 0, "inconclusive": 1}


@pytest.fixture
def pages(filled):
    """A wall and two faces in one file, its twin, a cut copy and a plain file."""
    folder = filled("pages", {"d.png": portraits(240)})
    wall = Image.new("RGB", (112, 112), (7, 7, 7))
    others = [Image.open(io.BytesIO(portraits(green))) for green in (250, 2)]
    for name in ("a.tif", "b twin.tif"):
        wall.save(folder / name, save_all=True, append_images=others)
    data = (folder / "a.tif").read_bytes()
    (folder / "c cut.tif").write_bytes(data[: len(data) - 9000])
    return folder


def frames_in(rows):
    return [
        (Path(row["path"]).stem[0], row["frame"], row["verdict"] or row["status"]) for row in rows
    ]


def test_the_first_of_several_pictures_is_analysed_and_named(pages, run_scan):
    rows = read_table(run_scan(pages).all().csv)
    assert frames_in(rows) == [
        ("a", "1", "not_applicable"),
        ("b", "1", "not_applicable"),
        ("c", "1", "not_applicable"),
        ("d", "", "inconclusive"),
    ]
    assert rows[0]["notes"] == "The file holds 3 pictures; picture 1 was analysed."
    assert rows[0]["reason"].startswith("No face found")


@pytest.mark.parametrize("faces", ["whole", "each"])
def test_every_picture_has_a_row_and_a_damaged_one_costs_only_its_own(pages, run_scan, faces):
    found = run_scan(pages, frames="all", faces=faces).all()
    rows = read_table(found.csv)
    assert COLUMNS.index("frame") == COLUMNS.index("face_index") + 1
    three = [("1", "not_applicable"), ("2", "inconclusive"), ("3", "real")]
    assert frames_in(rows) == [
        *(("a", *row) for row in three),
        *(("b", *row) for row in three),
        *(("c", *row) for row in (*three[:2], ("3", "error"))),
        ("d", "", "inconclusive"),
    ]
    counts = found.result.counts
    assert (counts.files, counts.rows, counts.duplicates) == (4, 10, 1)
    assert found.scored == 4  # the twin's pictures were not analysed again


def test_pictures_are_resumed_as_they_were_begun(pages, run_scan, tmp_path):
    whole = read_timeless(run_scan(pages, frames="all", csv=tmp_path / "whole.csv").all().csv)
    run_scan(pages, frames="all").until(1)
    with pytest.raises(ScanError, match="other settings .frames."):
        run_scan(pages, resume=True).all()
    assert read_timeless(run_scan(pages, frames="all", resume=True).all().csv) == whole


def test_faces_that_are_too_small_are_reported_for_their_file(two_faces, run_scan, monkeypatch):
    whole = fake_analyser().find_face(np.full((112, 112, 3), 99))
    small = [fake_analyser().find_face(np.full((60, 60, 3), 99))] * 3
    monkeypatch.setattr(
        "gng_desktop.analysis.faces_in_image.find_faces", lambda rgb: [whole, *small]
    )
    (two_faces / "none.png").unlink()
    file, face, _ = read_table(run_scan(two_faces, faces="each").all().csv)
    assert file["verdict"] == face["verdict"] == "real" and face["reason"] == ""
    assert file["reason"].startswith("3 more faces are too small to analyse")


def test_a_detector_that_is_missing_is_reported_at_once(two_faces, run_scan, monkeypatch):
    def fail(*_):
        raise DetectorError("The face detector is missing; install the program again.")

    monkeypatch.setattr("gng_desktop.imaging.detect.find_faces", fail)
    with pytest.raises(ScanError, match="detector is missing"):
        run_scan(two_faces, faces="each").all()


def test_large_pictures_are_in_memory_one_at_a_time(filled, run_scan, monkeypatch):
    alone, lock = [], threading.Lock()

    def slowly(*arguments):
        alone.append(lock.acquire(blocking=False))
        threading.Event().wait(0.002)
        if alone[-1]:
            lock.release()
        return reading.decoded(*arguments)

    monkeypatch.setattr("gng_desktop.scan.work.decoded", slowly)
    monkeypatch.setattr(reading, "LARGE_BYTES", 1)
    monkeypatch.setattr(reading, "LARGE_PIXELS", 1)
    folder = filled("many", {f"{n:02d}.png": portraits(n) for n in range(30)})
    run_scan(folder, jobs=4).all()
    assert len(alone) == 30 and all(alone)
