"""Does a built program work where nothing of its making is at hand?

``python packaging/smoke_test.py --kind inspector|full [--reduced]``, by the Python of the project,
which computes what the results are compared with. Prints a line a check; ends with 1 if any failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from stranger import Stranger

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from gng_desktop import __version__  # noqa: E402
from gng_desktop.core.shipped import shipped  # noqa: E402

TOLERANCE = 1e-6
"""Largest difference between a score of the binary and the same of the source."""
MAP_TOLERANCE = 1e-4
"""Of a pixel of a map, as a share of the map's largest value."""
WINDOW_S = 5.0
RECIPE = """
name = "smoke"
task = "classification"
role = "with_background"
[model]
family = "pooled"
backbone = "mobilenet_v2"
size = 64
[data]
index = "index.csv"
[fit]
epochs = 1
batch = 8
"""


class Wrong(Exception):
    """A check failed; the text says how."""


def expect(holds: object, otherwise: str) -> None:
    """Fail the check unless something holds."""
    if not holds:
        raise Wrong(otherwise)


class Checks:
    """All checks of one built program.

    Parameters
    ----------
    stranger : Stranger
        Who starts it.
    kind : {"inspector", "full"}
    source : Path
        Empty; what the program run from its source writes.
    """

    def __init__(self, stranger: Stranger, kind: str, source: Path) -> None:
        self.stranger, self.kind, self.source = stranger, kind, source
        self.images = stranger.desk / "à juger"
        self.images.mkdir()
        self.portrait = self.images / "Portrait, 1.png"
        shutil.copy(next((shipped("resources") / "sample").glob("*.png")), self.portrait)
        with Image.open(self.portrait) as opened:
            whole = opened.convert("RGB")
        whole.crop((90, 0, 390, 300)).save(self.images / "größer.jpg", quality=90)
        whole.crop((90, 0, 390, 300)).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(
            self.images / "mirror.webp", quality=80
        )
        whole.crop((200, 300, 420, 500)).save(self.images / "no face.tiff")

    # -- helpers ------------------------------------------------------------------------------

    def run(self, *words: str | Path, rc: int = 0, **more: str) -> str:
        """Run the binary, expect its exit code and no traceback; return all that it printed."""
        done = self.stranger.run(*words, **more)
        printed = done.stdout + done.stderr
        expect(done.returncode == rc, f"{words[0]} ended with {done.returncode}: {printed[-1500:]}")
        expect("Traceback" not in printed, f"{words[0]} printed a traceback: {printed[-1500:]}")
        return printed

    def run_source(self, *words: str | Path) -> None:
        """Run the same from source."""
        command = [sys.executable, "-m", "gng_desktop", *map(str, words)]
        here = {**os.environ, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=self.source, env=here, capture_output=True, text=True)
        # 1 where an image fails that is meant to.
        expect(done.returncode in (0, 1), f"from source: {done.stderr[-1500:]}")

    def files(self) -> list[Path]:
        """Return the images to be analysed."""
        return sorted(self.images.iterdir())

    # -- checks -------------------------------------------------------------------------------

    def version(self) -> str:
        """Say which version it is."""
        printed = self.run("--version").strip()
        expect(printed == f"gng-desktop {__version__}", f"it calls itself {printed!r}")
        return printed

    def doctor(self) -> str:
        """Find nothing wrong."""
        printed = self.run("doctor")
        expect(
            f"Build: {self.kind}" in printed,
            f"it does not say that it is the {self.kind}: {printed}",
        )
        expect("Nothing is wrong." in printed, printed)
        return next(line for line in printed.splitlines() if line.startswith("CUDA"))

    def analyse(self) -> str:
        """Analyse images as the source does."""
        words = ("analyse", *self.files(), "--out")
        self.run(*words, "found")
        self.run_source(*words, self.source / "found")
        worst, scores = 0.0, 0
        for path in sorted((self.source / "found").glob("*.json")):
            theirs = json.loads(path.read_text(encoding="utf-8"))
            ours = json.loads((self.stranger.desk / "found" / path.name).read_text("utf-8"))
            for key in ("status", "verdict", "sha256", "segmenter", "face_box"):
                expect(ours[key] == theirs[key], f"{path.name}: {key} is {ours[key]}")
            for key in (k for k in theirs if k.startswith(("score_", "novelty_"))):
                if theirs[key] is None:
                    expect(ours[key] is None, f"{path.name}: {key} is {ours[key]}")
                    continue
                worst, scores = max(worst, abs(ours[key] - theirs[key])), scores + 1
        expect(scores >= 12, f"only {scores} scores were compared")
        expect(worst <= TOLERANCE, f"scores differ from the source's by up to {worst:.1e}")
        return f"{len(self.files())} images, {scores} scores within {worst:.1e} of the source's"

    def scan(self) -> str:
        """Scan the folder as the source does, a broken file and its neighbours too."""
        (self.images / "cut short.jpg").write_bytes(self.portrait.read_bytes()[:9000])
        (self.images / "notes.txt").write_text("no image", encoding="utf-8")
        # 1 as some files of it cannot be analysed.
        self.run("scan", self.images, "--csv", "found.csv", rc=1)
        self.run_source("scan", self.images, "--csv", self.source / "found.csv")
        ours = _rows(self.stranger.desk / "found.csv")
        theirs = _rows(self.source / "found.csv")
        expect(ours.keys() == theirs.keys() and len(ours) == 6, f"it lists {sorted(ours)}")
        for name, row in theirs.items():
            expect(ours[name]["status"] == row["status"], f"{name}: {ours[name]['status']}")
            for key in ("score_with_background", "score_without_background"):
                if row[key]:
                    off = abs(float(ours[name][key]) - float(row[key]))
                    expect(off <= TOLERANCE, f"{name}: {key} differs by {off:.1e}")
        return f"{len(ours)} files, {sum(row['status'] == 'ok' for row in ours.values())} analysed"

    def explain(self) -> str:
        """Draw the maps that the source draws."""
        words = ("explain", self.portrait, "--methods", "shap,regions", "--evals", "100", "--out")
        self.run(*words, "maps")
        self.run_source(*words, self.source / "maps")
        drawn = sorted(p.name for p in (self.source / "maps").glob("*.png"))
        here = sorted(p.name for p in (self.stranger.desk / "maps").glob("*.png"))
        expect(drawn and drawn == here, f"it drew {here}, not {drawn}")
        return self._same_maps("maps")

    def _same_maps(self, folder: str) -> str:
        worst, count = 0.0, 0
        for path in sorted((self.source / folder).glob("*.npz")):
            with np.load(path) as theirs, np.load(self.stranger.desk / folder / path.name) as ours:
                expect(theirs.files == ours.files, f"{path.name} holds {ours.files}")
                for key in theirs.files:
                    if theirs[key].dtype.kind == "f":
                        worst, count = max(worst, _off(ours[key], theirs[key])), count + 1
        expect(count >= 2, "there were no maps to compare")
        expect(worst <= MAP_TOLERANCE, f"maps differ from the source's by {worst:.1e} of the peak")
        return f"{count} arrays within {worst:.1e} of the source's"

    def gradients(self) -> str:
        """Draw gradient maps, or say what does."""
        words = ("explain", self.portrait, "--methods", "gradcam,fullgrad,attention", "--out")
        if self.kind == "inspector":
            printed = self.run(*words, "gradients", rc=1)
            expect("full build" in printed and printed.count("\n") == 1, f"it printed {printed!r}")
            return printed.strip()
        self.run(*words, "gradients")
        self.run_source(*words, self.source / "gradients")
        return self._same_maps("gradients")

    def case(self) -> str:
        """Keep a case, seal and verify it, and report it as PDF and HTML."""
        self.run("case", "new", "a.gng", "--title", "Prüfung")
        words = ("--explain", "regions", "--stress")
        self.run("case", "add", "a.gng", self.portrait, *words)
        self.run("case", "key", "key.pem")
        self.run("case", "seal", "a.gng", "--key", "key.pem")
        printed = self.run("case", "verify", "a.gng", "--evidence", "--key", "key.pub.pem")
        expect("intact" in printed and "seal" in printed.lower(), printed)
        self.run("report", "a.gng", "--pdf", "a.pdf", "--html", "a.html")
        pdf, html = ((self.stranger.desk / f"a.{end}").read_bytes() for end in ("pdf", "html"))
        expect(pdf.startswith(b"%PDF") and len(pdf) > 50_000, f"a PDF of {len(pdf)} bytes")
        expect(b"Pr\xc3\xbcfung" in html, "the HTML does not hold the title")
        return f"PDF {len(pdf) / 1e3:.0f} kB, HTML {len(html) / 1e3:.0f} kB"

    def provenance(self) -> str:
        """Read what an image states about itself, Content Credentials too."""
        printed = json.loads(self.run("provenance", self.portrait, "--json"))
        expect(len(printed) == 1, f"{len(printed)} records of one image")
        return "read"

    def training(self) -> str:
        """Train a network for one epoch, or say what does."""
        data = self.stranger.desk / "data"
        recipe = self.stranger.desk / "smoke.toml"
        recipe.write_text(RECIPE, encoding="utf-8")
        words = ("train", recipe, "--data", data, "--events")
        if self.kind == "inspector":
            printed = self.run(*words, rc=1)
            expect("full build" in printed and printed.count("\n") == 1, f"it printed {printed!r}")
            return printed.strip()
        self._make_faces(data)
        printed = self.run(*words)
        reported = [json.loads(line) for line in printed.splitlines() if line.startswith("{")]
        run = self.stranger.desk / "runs" / tomllib.loads(RECIPE)["name"]
        expect(
            list(run.glob("*.weights.h5")), f"no weights in the run; it reported {reported[-3:]}"
        )
        return f"one epoch, {len(reported)} events"

    def _make_faces(self, data: Path) -> None:
        data.mkdir()
        rng = np.random.default_rng(5)
        with Image.open(self.portrait) as opened:
            whole = opened.convert("RGB")
        rows = ["path,label,source,split"]
        for number in range(32):
            left, top = (int(v) for v in rng.integers(0, 60, 2))
            name = f"{number}.png"
            whole.crop((60 + left, top, 360 + left, 300 + top)).resize((96, 96)).save(data / name)
            split = ("train", "train", "val", "test")[number // 2 % 4]
            rows.append(f"{name},{('real', 'fake')[number % 2]},made_up,{split}")
        (data / "index.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")

    def window(self) -> str:
        """Open the window on an image for five seconds and take its picture."""
        return self._window("window", "C.UTF-8")

    def italian(self) -> str:
        """Open it in Italian."""
        printed = self._window("italian", "it_IT.UTF-8")
        with Image.open(self.picture("window")) as one, Image.open(self.picture("italian")) as two:
            other = np.asarray(one).shape != np.asarray(two).shape or np.any(
                np.asarray(one) != np.asarray(two)
            )
        expect(other, "it looks as in English")
        return printed

    def gradients_in_window(self) -> str:
        """Draw gradient maps in the window, which lets a process of its own compute them."""
        if self.kind == "inspector":
            return "left out"
        reported = self.stranger.watch("explained", 300, self.portrait, explain="gradcam")
        expect(reported["explained"], f"no maps were drawn: {reported}")
        return f"{reported['explained'] - reported['verdict']:.1f} s after the verdict"

    def picture(self, name: str) -> Path:
        """Return where the picture of a window lies."""
        return self.stranger.desk / name / "window.png"

    def _window(self, name: str, language: str) -> str:
        reported = self.stranger.watch(name, WINDOW_S, self.portrait, LANG=language)
        expect(
            reported["drawn"] and reported["verdict"], f"the window showed no verdict: {reported}"
        )
        with Image.open(self.picture(name)) as opened:
            picture = np.asarray(opened.convert("RGB"))
        colours = len(np.unique(picture.reshape(-1, 3), axis=0))
        expect(colours > 2000, f"the picture of the window has {colours} colours")
        return f"{picture.shape[1]} x {picture.shape[0]} px on {reported['platform']}"

    def untouched(self) -> str:
        """Leave the program's folder as it was, and nothing of others in the home."""
        altered, foreign = self.stranger.altered(), self.stranger.foreign()
        expect(not altered, f"changed in the program's folder: {altered[:5]}")
        expect(not foreign, f"foreign things in the home: {foreign[:5]}")
        return f"{len(self.stranger.before)} files of the program unchanged"


def _off(one: NDArray[Any], other: NDArray[Any]) -> float:
    """Return the largest difference, as a share of the largest value; infinity for other shapes."""
    if one.shape != other.shape or not np.array_equal(np.isnan(one), np.isnan(other)):
        return float("inf")
    largest = float(np.max(np.abs(np.nan_to_num(other)), initial=1e-12))
    return float(np.max(np.abs(np.nan_to_num(one - other)), initial=0)) / largest


def _rows(path: Path) -> Mapping[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {Path(row["path"]).name: row for row in csv.DictReader(stream)}


REDUCED = ("version", "doctor", "analyse", "gradients", "case", "window", "untouched")
ALL = (
    "version", "doctor", "analyse", "scan", "explain", "gradients", "provenance", "case",
    "training", "window", "italian", "gradients_in_window", "untouched",
)  # fmt: skip


def carry_out(checks: Checks, names: tuple[str, ...]) -> Iterator[bool]:
    """Do some checks, one after another; yield whether each passed."""
    for name in names:
        check: Callable[[], str] = getattr(checks, name)
        start = time.perf_counter()
        try:
            printed, passed = check(), True
        except (
            Wrong,
            RuntimeError,
            OSError,
            LookupError,
            ValueError,
            subprocess.SubprocessError,
        ) as error:
            printed, passed = str(error) or repr(error), False
        took = time.perf_counter() - start
        print(f"{'ok' if passed else 'FAILED':6} {took:6.1f} s  {name}: {printed}", flush=True)
        yield passed


def main() -> int:
    """Test what the command line names."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kind", choices=["inspector", "full"], required=True)
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="default: of dist/")
    parser.add_argument("--reduced", action="store_true", help="only the most important checks")
    parser.add_argument("--only", choices=ALL, action="append", help="only this check")
    parser.add_argument("--platform", default="offscreen", help="of Qt (default %(default)s)")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="keep the windows' pictures")
    options = parser.parse_args()
    bundle = (options.bundle or ROOT / "dist" / f"gng-desktop-{options.kind}").resolve()
    if not bundle.is_dir():
        parser.error(f"{bundle} does not exist; run: ./gng binary {options.kind}")
    stranger = Stranger(bundle, options.platform)
    try:
        print(f"{bundle.name}, {stranger.protection}, in {stranger.folder}")
        source = stranger.place / "source"
        source.mkdir()
        checks = Checks(stranger, options.kind, source)
        names = tuple(options.only or (REDUCED if options.reduced else ALL))
        passed = list(carry_out(checks, names))
        if options.pictures:
            options.pictures.mkdir(parents=True, exist_ok=True)
            for name in ("window", "italian", "explained"):
                if checks.picture(name).is_file():
                    kept = options.pictures / f"{options.kind}-{options.platform}-{name}.png"
                    shutil.copy(checks.picture(name), kept)
    finally:
        stranger.leave()
    print(f"{sum(passed)} of {len(passed)} checks passed")
    return int(not all(passed))


if __name__ == "__main__":
    sys.exit(main())
