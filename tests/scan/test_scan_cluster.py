"""Scans spread over a Dask cluster of this computer, whose processes are killed for good."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import pytest
from PIL import Image

from gng_desktop.analysis.pipeline import Analyser
from gng_desktop.core.progress import Progress
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.inventory import user_folder
from gng_desktop.scan import ScanError
from gng_desktop.scan import cluster as scan_cluster
from gng_desktop.scan.identity import Identity
from gng_desktop.scan.rows import COLUMNS, csv_bytes
from gng_desktop.scan.run import ScanProgress
from tests.fakes import SIZE, STEP, face_in, install_detector, platt
from tests.scan import cluster_program as program
from tests.scan.scan_files import Run, broken_files, portraits, wait_for
from tests.tiny_data import read_table

TIMES = [COLUMNS.index(name) for name in ("seconds", "analysed_at")]
FILES = 159
kill_for_good = pytest.mark.skipif(os.name == "nt", reason="no such signal here")


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """A busy computer is no reason to give up."""
    for name in ("CONNECT_S", "FIRST_S", "WAIT_S", "CLOSE_S"):
        monkeypatch.setattr(scan_cluster, name, program.PATIENCE_S)


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return program.install_models(folder / "all", folder / "scratch", SIZE, STEP)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A scheduler without workers."""
    cluster = program.Cluster(tmp_path_factory.mktemp("shared") / "cluster")
    yield cluster
    cluster.close()


@pytest.fixture
def start(shared, tmp_path):
    """Start workers that end with the test, some of which may be still to come.

    With `alone` they have a scheduler of their own, to which the environment goes, too.
    """
    started = []

    def start(workers=0, alone=False, **environment):
        cluster = shared
        if alone:
            cluster = program.Cluster(tmp_path / f"cluster {len(started)}", **environment)
        started.append(cluster)
        for _ in range(workers):
            cluster.add_worker(**environment)
        return cluster.with_workers(workers)

    yield start
    for cluster in started:
        (cluster.stop_workers if cluster is shared else cluster.close)()


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """Two workers that nobody kills."""
    cluster = program.Cluster(tmp_path_factory.mktemp("pair") / "cluster")
    try:
        cluster.add_worker()
        cluster.add_worker()
        yield cluster.with_workers(2)
    finally:
        cluster.close()


@pytest.fixture(autouse=True)
def painted_faces(monkeypatch):
    """Find painted faces here as the workers do."""
    opened = Analyser.open
    monkeypatch.setattr(Analyser, "open", lambda *given: replace(opened(*given), find_face=face_in))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Faces, twins, broken files, and two that workers may fall over: about ten chunks."""
    folder = tmp_path_factory.mktemp("many")
    bodies, files = [portraits(green) for green in range(0, 250, 25)], broken_files()
    files |= {"held.png": portraits(33), "deadly.png": portraits(77)}
    for number in range(150):
        twin = number % 30 == 29
        data = bodies[number % len(bodies)] + bytes(str(number - 29 * twin), "ascii")
        files[f"{number:03d}.png"] = data
    for name, data in files.items():
        (folder / name).write_bytes(data)
    assert len(files) == FILES
    return folder


@pytest.fixture(scope="module")
def alone(many, models, tmp_path_factory):
    """The CSV of a scan of `many` without a cluster."""
    analyser = replace(Analyser.open(models, "cpu", 1), find_face=face_in)
    return Run(many, tmp_path_factory.mktemp("alone") / "alone.csv", analyser).all().csv


@pytest.fixture
def scanned(tmp_path, models):
    """Begin a scan with the models installed."""

    def begin(source, name="out", **options):
        options = {"models": models, "device": "cpu"} | options
        return Run(source, tmp_path / f"{name}.csv", **options)

    return begin


def timeless_bytes(path):
    """Return the bytes of a scan's CSV with the cells of the times empty."""
    with path.open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    assert csv_bytes(lines) == path.read_bytes()
    for line in lines[1:]:
        for column in TIMES:
            line[column] = ""
    return csv_bytes(lines)


def left_on(cluster):
    """Return what a scan has left: tasks and clients of the scheduler, models of the workers."""
    from distributed import Client

    def held():
        from gng_desktop.scan import dask_worker

        return len(dask_worker._benches)

    def known(dask_scheduler):
        names = [client for client in dask_scheduler.clients if "gng-desktop" in client]
        return len(dask_scheduler.tasks), len(names)

    with Client(cluster.address, timeout=program.PATIENCE_S, set_as_default=False) as client:
        return (*client.run_on_scheduler(known), *client.run(held).values())


# The same CSV


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"faces": "each"},
        {"regions": True, "few": True},
        {"frames": "all", "pages": True},
        {"deciding": ("lab", "with_background")},
    ],
    ids=["whole", "each", "regions", "frames", "detectors"],
)
def test_the_csv_is_that_of_a_scan_without_a_cluster(
    pair, many, scanned, changes, tmp_path, models
):
    changes = dict(changes)
    source = many
    if "deciding" in changes:
        changes["models"] = shutil.copytree(models, tmp_path / "models")
        limits = {"real_below": 0.3, "generated_above": 0.7, "chosen_on": "nothing"}
        install_detector(tmp_path / "models", calibration=platt(2, 0), thresholds=limits)
        install_detector(tmp_path / "models", "raw_one", view="whole")
        program.install_models(tmp_path / "models", tmp_path, SIZE, STEP, roles=["family"])
    if changes.pop("few", False):
        source = tmp_path / "few.txt"
        source.write_text("\n".join(str(many / f"{n:03d}.png") for n in (1, 9, 29)))
    if changes.pop("pages", False):
        source = tmp_path / "pages"
        source.mkdir()
        pages = [Image.open(many / f"{n:03d}.png") for n in (1, 9, 5)]
        pages[0].save(source / "a.tif", save_all=True, append_images=pages[1:])
        shutil.copy(many / "003.png", source)
    own = scanned(source, "own", **changes).all()
    spread = scanned(source, "spread", dask=pair.address, **changes).all()
    assert timeless_bytes(spread.csv) == timeless_bytes(own.csv)
    assert spread.result.counts == own.result.counts
    assert spread.result.counts.statuses["ok"] > 0
    assert spread.meta["settings"] == own.meta["settings"]
    assert spread.meta["models"] == own.meta["models"]
    if "deciding" in changes:
        rows = [row for row in read_table(spread.csv) if row["verdict"]]
        assert all(row["score_lab"] and row["raw_raw_one"] and row["family"] for row in rows)
        assert {row["deciding"] for row in rows} == {"with_background lab"}
    assert left_on(pair) == (0, 0, 0, 0)


def test_the_document_names_the_cluster_and_little_is_on_its_way(pair, many, scanned, monkeypatch):
    monkeypatch.setattr(scan_cluster, "BYTES", 1)
    submit, most = scan_cluster.Cluster.submit, [0]

    def counted(self, contents):
        future = submit(self, contents)
        most[0] = max(most[0], len([f for f in self._sent if not f.done()]))
        return future

    monkeypatch.setattr(scan_cluster.Cluster, "submit", counted)
    found = scanned(many, dask=pair.address).all()
    assert most[0] == 1 and found.result.counts.files == FILES
    engine = found.meta["engine"]
    assert engine["name"] == "onnxruntime" and engine["jobs"] == 2
    about = engine["cluster"]
    assert (about["address"], about["workers"], about["threads"]) == (pair.address, 2, 2)
    assert about["distributed"]
    texts = [step.text for step in found.steps if isinstance(step, Progress)]
    assert any("Loading the models on 2 workers" in text for text in texts)


# Workers that are lost


@kill_for_good
def test_the_others_go_on_when_a_worker_is_killed(start, many, alone, scanned, tmp_path):
    mark = tmp_path / "mark"
    cluster = start(2, SCAN_HELD=str(mark))
    spread = scanned(many, "spread", dask=cluster.address).upto(lambda _: mark.exists())
    # That worker is in the middle of a chunk.
    os.kill(int(mark.read_text()), signal.SIGKILL)
    assert timeless_bytes(spread.all().csv) == timeless_bytes(alone)
    assert spread.meta["engine"]["cluster"]["workers"] == 2


@kill_for_good
def test_without_a_worker_the_scan_waits_then_ends_and_is_resumed(
    start, pair, many, alone, scanned, monkeypatch
):
    cluster = start(1)
    spread = scanned(many, dask=cluster.address).some()
    cluster.workers[-1].kill()
    spread.upto(lambda step: "Waiting for workers" in getattr(step, "text", ""))
    cluster.add_worker()
    assert timeless_bytes(spread.all().csv) == timeless_bytes(alone)
    monkeypatch.setattr(scan_cluster, "WAIT_S", 0.3)
    monkeypatch.setattr(scan_cluster, "WATCH_S", 0.05)
    spread = scanned(many, "ended", dask=cluster.address).some()
    cluster.workers[-1].kill()
    with pytest.raises(ScanError, match="has no workers any more; start some .*--resume") as raised:
        spread.all()
    assert "\n" not in str(raised.value) and not spread.csv.exists()
    second = scanned(many, "ended", resume=True, dask=pair.address).all()
    assert timeless_bytes(second.csv) == timeless_bytes(alone)
    first = next(step for step in second.steps if isinstance(step, ScanProgress))
    assert first.done > 0


def test_a_scan_begun_here_is_completed_by_a_cluster(pair, many, alone, scanned):
    first = scanned(many, jobs=1).some()
    first.generator.close()
    second = scanned(many, resume=True, dask=pair.address).all()
    assert timeless_bytes(second.csv) == timeless_bytes(alone)


def test_a_file_that_takes_workers_with_it_takes_no_other_file(start, many, alone, scanned):
    patience = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    cluster = start(3, alone=True, SCAN_DEADLY="deadly.png", **patience)
    rows = read_table(scanned(many, "spread", dask=cluster.address).all().csv)
    deadly = [row for row in rows if row["path"].endswith("deadly.png")]
    assert [(row["status"], row["verdict"]) for row in deadly] == [("error", "")]
    assert "lost on the way" in deadly[0]["reason"] and len(deadly[0]["sha256"]) == 64
    kept = {row["path"]: row for row in rows if row not in deadly}
    assert len(kept) == FILES - 1
    for row in read_table(alone):
        same = kept.get(row["path"], row)
        assert (same["verdict"], same["status"]) == (row["verdict"], row["status"])


def test_a_scheduler_that_is_killed_ends_the_scan(start, many, scanned, tmp_path, monkeypatch):
    monkeypatch.setattr(scan_cluster, "CLOSE_S", 0.5)  # nobody is there to answer
    mark = tmp_path / "mark"
    cluster = start(1, alone=True, SCAN_HELD=str(mark))
    spread = scanned(many, dask=cluster.address).upto(lambda _: mark.exists())
    cluster.scheduler.kill()
    with pytest.raises(
        ScanError, match="connection to the cluster .* was lost.*--resume"
    ) as raised:
        spread.all()
    assert "\n" not in str(raised.value)


# Workers that are dishonest


def test_a_dishonest_worker_runs_nothing_here_and_changes_no_row(
    start, many, alone, scanned, tmp_path
):
    harm, how = tmp_path / "harm", tmp_path / "how"
    cluster = start(1, SCAN_DISHONEST=str(how), SCAN_HARM=str(harm))
    for way in ("result", "error", "unreadable", "forged"):
        how.write_text(way)
        with pytest.raises(ScanError) as raised:
            scanned(many, resume=True, dask=cluster.address).all()
        ran = harm.read_text().split() if harm.exists() else []
        assert str(os.getpid()) not in ran and "\n" not in str(raised.value)
        if way in ("result", "forged"):
            assert "leave out workers that are not to be trusted" in str(raised.value)
    # Nothing of it is in what is resumed.
    assert timeless_bytes(scanned(many, resume=True).all().csv) == timeless_bytes(alone)


# Stopped


def test_a_scan_that_is_closed_leaves_nothing_on_the_cluster(start, many, scanned):
    cluster = start(2)
    spread = scanned(many, dask=cluster.address).some()
    spread.generator.close()
    wait_for(lambda: left_on(cluster) == (0, 0, 0, 0))
    assert not any(thread.name == "scan-cluster" for thread in threading.enumerate())
    assert scanned(many, resume=True).all().result.counts.files == FILES


def test_a_worker_ends_what_it_is_at_when_the_scan_is_over(models, tmp_path):
    from gng_desktop.scan import dask_worker
    from gng_desktop.scan.reading import read

    (tmp_path / "a.png").write_bytes(portraits(90))
    contents = read([str(tmp_path / "a.png")], {}, threading.Event())
    picture = Image.open(tmp_path / "a.png")
    picture.save(tmp_path / "b.tif", save_all=True, append_images=[picture])
    contents += read([str(tmp_path / "b.tif")], {}, threading.Event())
    order = dask_worker.Order("one", str(models), device="cpu", frames="all")
    found = json.loads(dask_worker.analyse(order, contents))["records"]
    assert [record["rows"][0]["path"] for record in found] == [c.path for c in contents]
    assert [[row["frame"] for row in record["rows"]] for record in found] == [[None], [1, 2]]
    bench = dask_worker._benches["one"]
    dask_worker.stop("one")
    assert bench.worker.stop.is_set() and "one" not in dask_worker._benches
    assert (
        json.loads(dask_worker.analyse(order, contents)) == {"records": []}
        and "one" not in dask_worker._benches
    )


def test_models_of_a_scan_that_was_killed_make_room(models, monkeypatch):
    from gng_desktop.scan import dask_worker

    killed, fresh, other = (dask_worker.Order(name, str(models), device="cpu") for name in "kfo")
    dask_worker.prepare(killed)
    dask_worker.prepare(fresh)
    dask_worker._benches["k"].used -= dask_worker.IDLE_S + 1
    dask_worker.prepare(other)
    assert set(dask_worker._benches) == {"f", "o"}
    for name in "fo":
        dask_worker.stop(name)


# On a terminal


@kill_for_good
def test_the_terminal_hears_one_sentence(start, many, models, tmp_path):
    mark = tmp_path / "mark"
    cluster = start(1, SCAN_HELD=str(mark))
    command = [sys.executable, "-m", "gng_desktop", "scan", str(many), "--models", str(models)]
    command += ["--csv", str(tmp_path / "out.csv"), "--dask", cluster.address, "--device", "cpu"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    environment = {**os.environ, "PYTHONPATH": str(program.REPOSITORY)}
    with subprocess.Popen(command, env=environment, **pipes) as process:
        wait_for(lambda: mark.exists() or process.poll() is not None)
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=program.PATIENCE_S)
        finally:
            process.kill()
    assert (process.returncode, out) == (1, "")
    assert err == "Stopped; run the same command with --resume to continue.\n"


# Refused


def in_one_sentence(scanned, source, **changes):
    """Return what a scan says that cannot begin or go on."""
    with pytest.raises(ScanError) as raised:
        scanned(source, **changes).all()
    text = str(raised.value)
    assert text.endswith(".") and "\n" not in text and "; " in text
    return text


def test_what_cannot_be_a_cluster_is_one_sentence(many, scanned, monkeypatch):
    monkeypatch.setattr(scan_cluster, "CONNECT_S", 0.5)
    nobody = "tcp://127.0.0.1:1"
    text = in_one_sentence(scanned, many, dask=nobody)
    assert f"{nobody} cannot be reached (no answer in 0.5 s)" in text
    assert "missing port" in in_one_sentence(scanned, many, dask="somewhere")
    assert "TLS" in in_one_sentence(scanned, many, dask="tls://127.0.0.1:1")
    text = in_one_sentence(scanned, many, dask=nobody, jobs=2)
    assert "--jobs does not go with --dask" in text
    monkeypatch.setitem(sys.modules, "distributed", None)
    text = in_one_sentence(scanned, many, dask=nobody)
    assert "pip install 'gng-desktop[cluster]'" in text


def test_a_cluster_without_workers_or_without_the_program_is_refused(
    start, many, scanned, monkeypatch
):
    monkeypatch.setattr(scan_cluster, "FIRST_S", 0.2)
    cluster = start()
    text = in_one_sentence(scanned, many, dask=cluster.address)
    assert f"has no workers; start some with: dask worker {cluster.address}" in text
    assert not scanned(many).csv.with_name("out.csv.unfinished").exists()
    cluster.add_worker(program.WITHOUT_PROGRAM)
    cluster.with_workers(1)
    text = in_one_sentence(scanned, many, dask=cluster.address)
    assert "The worker tcp://" in text and "cannot load this program" in text
    assert "install gng-desktop" in text


@pytest.fixture
def other_models(tmp_path):
    """The user's folder of a worker that has other models."""
    home = tmp_path / "home"
    folder = home / "gng-desktop" / "models"
    program.install_models(folder, tmp_path / "scratch", SIZE, STEP, created="2024-06-01")
    return {"XDG_DATA_HOME": str(home)}


@kill_for_good
@pytest.mark.skipif(sys.platform != "linux", reason="the user's folder is named otherwise")
def test_a_worker_with_other_models_is_refused_at_once_and_later(
    start, many, alone, scanned, tmp_path, other_models
):
    program.install_models(user_folder(), tmp_path / "mine", SIZE, STEP)
    cluster = start(0)
    cluster.add_worker(**other_models)
    cluster.with_workers(1)
    text = in_one_sentence(scanned, many, dask=cluster.address, models=None)
    assert "The worker tcp://" in text and "has another model as segmenter" in text
    assert "install the same models there, or leave that worker out" in text
    journal = tmp_path / "out.csv.unfinished"
    assert not journal.exists()  # nothing was sent there
    cluster.stop_workers()
    first = cluster.add_worker(XDG_DATA_HOME=os.environ["XDG_DATA_HOME"])
    cluster.with_workers(1)
    spread = scanned(many, dask=cluster.address, models=None).some()
    cluster.add_worker(**other_models)
    cluster.with_workers(2)
    first.kill()
    with pytest.raises(ScanError, match="The worker tcp.* has another model .*--resume"):
        spread.all()
    assert journal.exists() and not spread.csv.exists()
    found = scanned(many, resume=True, models=None).all()
    assert timeless_bytes(found.csv) == timeless_bytes(alone)


def test_what_decides_scores_must_agree():
    libraries = {"numpy": "2", "pillow": "13"}
    here = Identity("1", libraries, {"segmenter": "a" * 64}, "onnxruntime", "cpu (1 thread)")

    def differs(**changes):
        return Identity(**{**vars(here), **changes}).difference(here)

    assert differs() == differs(device="cpu (4 threads)") == differs(engine="") == ""
    assert "version 2" in differs(program="2") and "install 1" in differs(program="2")
    assert "segmenter" in differs(models={"segmenter": "b" * 64})
    assert "segmenter" in differs(models={})
    assert "pillow 12; install 13" in differs(libraries={"numpy": "2", "pillow": "12"})
    assert "pillow missing" in differs(libraries={"numpy": "2"})
    assert "--device" in differs(engine="tensorflow")


def test_dask_is_not_imported_unasked(tmp_path, many):
    code = (
        "import sys; from gng_desktop.cli import run; "
        f"run(['scan', {str(many)!r}, '--csv', {str(tmp_path / 'no' / 'out.csv')!r}]); "
        "from gng_desktop.scan import run; "
        "print([name for name in sys.modules if name in ('dask', 'distributed', 'tornado')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(program.REPOSITORY)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n" and "does not exist; make it" in done.stderr


def test_a_model_that_is_missing_here_is_reported(many, scanned, monkeypatch, tmp_path):
    monkeypatch.setattr(
        "gng_desktop.modelstore.inventory.search_path", lambda models=None: [tmp_path / "none"]
    )
    with pytest.raises(ModelError, match="No segmenter is installed"):
        scanned(many, dask="tcp://127.0.0.1:1").all()


def test_messages_of_dask_go_to_the_log(monkeypatch):
    import logging

    scan_cluster._keep_quiet()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    ours = logging.getLogger("gng_desktop")
    ours.addHandler(handler)
    try:
        logging.getLogger("distributed.core").warning("something went wrong")
        logging.getLogger("distributed.client").info("hello")
    finally:
        ours.removeHandler(handler)
    assert stream.getvalue() == "something went wrong\n"
