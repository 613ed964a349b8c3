"""Speaks as a training does, at once: ``python fake_training.py MODE NAME RUNS [resume]``.

Modes: ``finish``; ``steered`` waits after its first epoch for words; ``deaf`` does not hear them,
nor that its input ends; ``killed`` ends itself after two epochs, ``killed_early`` before one;
``garbage`` talks in between; ``fail``; ``diverge``; ``silent`` says nothing; ``loud`` fills
standard error; ``estimate``; ``lame`` is an estimate that waits for the end of its input.
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
from tests.ui.made_up_events import EPOCHS, Row, batch, begun, epoch_end, estimated, row

MODE, NAME, RUNS = sys.argv[1], sys.argv[2], Path(sys.argv[3])
RESUME = sys.argv[4:] == ["resume"]
FOLDER = RUNS / NAME


def say(*events: e.Event) -> None:
    for event in events:
        sys.stdout.buffer.write(event.to_line().encode() + b"\n")
        sys.stdout.buffer.flush()


def log(rows: list[Row]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    recipe = {"role": "with_background", "model": {"backbone": "tiny", "transfer": "none"}}
    record = {"recipe": {**recipe, "fit": {"epochs": EPOCHS}}, "finished": False}
    (FOLDER / "run.json").write_text(json.dumps(record))
    with (FOLDER / "log.csv").open("w", newline="") as stream:
        writer = csv.DictWriter(stream, [*row(1), "seconds"])
        writer.writeheader()
        writer.writerows({**figures, "seconds": 2} for figures in rows)


def known() -> list[Row]:
    path = FOLDER / "log.csv"
    if not RESUME or not path.exists():
        return []
    with path.open(newline="") as stream:
        return [{k: float(v) for k, v in r.items()} for r in csv.DictReader(stream)]


def begin() -> list[Row]:
    rows = known()
    say(e.Preparing("program"), e.Preparing("duplicates", 5, 20), begun(str(FOLDER), rows))
    return rows


def epoch(rows: list[Row]) -> None:
    number = len(rows) + 1
    say(*(batch(number, n) for n in (1, 5, 10)), batch(number, 4, "validation", batches=4))
    rows.append(row(number))
    log(rows)
    say(epoch_end(rows[-1], number))


def finish(rows: list[Row], stopped: bool = False) -> None:
    best = len(rows)
    say(e.Finished(NAME, str(FOLDER), best, best, rows[-1], stopped, False, 6.0))


def steered(rows: list[Row]) -> int:
    epoch(rows)
    say(batch(len(rows) + 1, 1))
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
    say(estimated(name=NAME))
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
        if MODE == "diverge":
            say(e.Failed("The training diverged; lower fit.learning_rate.", "diverged"))
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
