"""Speaks as a training does, at once: ``python fake_training.py MODE NAME RUNS [resume]``.

Modes: ``finish``; ``steered`` waits after its first epoch for words; ``deaf`` does not hear them,
nor that its input ends; ``killed`` ends itself after two epochs, ``killed_early`` before one;
``garbage`` talks in between; ``fail``; ``silent`` says nothing; ``loud`` fills standard error;
``estimate``; ``lame`` is an estimate that waits for the end of its input.
"""

from __future__ import annotations

import csv
import json
import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from gng_desktop.training import events as e

MODE, NAME, RUNS = sys.argv[1], sys.argv[2], Path(sys.argv[3])
RESUME = sys.argv[4:] == ["resume"]
EPOCHS, BATCHES = 3, 10
FOLDER = RUNS / NAME


def say(event: e.Event) -> None:
    sys.stdout.buffer.write(event.to_line().encode() + b"\n")
    sys.stdout.buffer.flush()


def row(epoch: int) -> dict[str, float]:
    figures = {"loss": 1 / epoch, "accuracy": 0.5 + 0.1 * epoch, "auc": 0.9}
    return {"epoch": epoch, **figures, **{f"val_{k}": v for k, v in figures.items()}, "seconds": 2}


def log(rows: list[dict[str, float]]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    recipe = {"role": "with_background", "model": {"backbone": "tiny", "transfer": "none"}}
    record = {"recipe": {**recipe, "fit": {"epochs": EPOCHS}}, "finished": False}
    (FOLDER / "run.json").write_text(json.dumps(record))
    with (FOLDER / "log.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, row(1).keys())
        writer.writeheader()
        writer.writerows(rows)


def known() -> list[dict[str, float]]:
    path = FOLDER / "log.csv"
    if not RESUME or not path.exists():
        return []
    with path.open(newline="") as stream:
        return [{k: float(v) for k, v in r.items()} for r in csv.DictReader(stream)]


def batch(epoch: int, number: int, phase: e.Phase = "training") -> None:
    left = None if number == 1 else 90.0
    say(
        e.Batch(
            epoch, EPOCHS, phase, number, BATCHES, 0.7, {"accuracy": 0.5}, 4e-4, 12.5, left, left
        )
    )


def begin() -> list[dict[str, float]]:
    rows = known()
    say(e.Preparing("program"))
    say(e.Preparing("duplicates", 5, 20))
    images = {"train": {"real": 5, "generated": 5}, "val": {"real": 2, "generated": 2}}
    say(
        e.Begun(
            NAME,
            str(FOLDER),
            "classification",
            "with_background",
            EPOCHS,
            BATCHES,
            4,
            images,
            "cpu:0",
            "tensorflow",
            {},
            "val_loss",
            len(rows) + 1 if rows else 0,
            tuple(rows),
            len(rows),
        )
    )
    return rows


def epoch(rows: list[dict[str, float]]) -> None:
    number = len(rows) + 1
    for n in (1, 5, 10):
        batch(number, n)
    batch(number, 4, "validation")
    rows.append(row(number))
    log(rows)
    say(e.Epoch(rows[-1], number, 4e-4, 2.0, 12.5))


def finish(rows: list[dict[str, float]], stopped: bool = False) -> None:
    best = len(rows)
    say(e.Finished(NAME, str(FOLDER), best, best, rows[-1], stopped, False, 6.0))


def steered(rows: list[dict[str, float]]) -> int:
    epoch(rows)
    batch(len(rows) + 1, 1)
    place = len(rows) + 1, 1
    for line in sys.stdin:
        word = e.parse_word(line)
        if word == "pause":
            say(e.Paused(*place))
        elif word == "go on":
            say(e.GoneOn(*place))
        elif word == "stop":
            finish(rows, stopped=True)
            return 0
    say(e.Interrupted(len(rows)))
    return 1


def estimate() -> int:
    say(e.Preparing("measuring", 1, 4))
    if MODE == "lame":
        sys.stdin.read()
        say(e.Interrupted(0))
        return 1
    say(
        e.Estimated(
            name=NAME,
            device="cpu:0",
            backend="tensorflow",
            batches=3,
            checks=2,
            seconds_start=9.0,
            seconds_first=2.0,
            seconds_epoch=60.0,
            epochs=EPOCHS,
            seconds_run=189.0,
            early=True,
            memory=10**9,
            device_memory=None,
            basis="3 batches.",
        )
    )
    return 0


def main() -> int:
    if MODE in ("estimate", "lame"):
        return estimate()
    if MODE == "silent":
        print("Traceback: a library is missing", file=sys.stderr)
        return 3
    if MODE == "loud":
        sys.stderr.write("noise\n" * 200_000 + "the last word\n")
    if MODE == "garbage":
        out = sys.stdout.buffer
        for part in (b"hello\n", b"\xff\xfe\n", b'{"event": "unknown"}\n', b"[1]\n", b"\n"):
            out.write(part)
        line = e.Preparing("data", 3, 4).to_line().encode()
        for part in (line[:7], line[7:20], line[20:] + b"\n"):
            out.write(part)
            out.flush()
    rows = begin()
    if MODE == "killed_early":
        os.kill(os.getpid(), signal.SIGKILL)
    if MODE == "steered":
        return steered(rows)
    while len(rows) < EPOCHS:
        epoch(rows)
        if MODE == "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            while True:
                time.sleep(60)
        if MODE == "fail":
            details = "Traceback (most recent call last): ..."
            say(e.Failed("The disk is full; go on with --resume.", "disk", details, True))
            return 1
        if MODE == "killed" and len(rows) == 2:
            print("allocating", file=sys.stderr, flush=True)
            sys.stdout.buffer.write(b'{"event":"epo')
            sys.stdout.buffer.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    finish(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
