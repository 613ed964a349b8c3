"""Images for the pictures of the window: changed copies of the sample portrait, made afresh."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, PngImagePlugin

SPLITS = {"train": 200, "val": 40, "test": 40}
"""Images of each class in the data set to learn from."""
REDUCED = 36
"""Side to which the copies called generated are reduced before they are enlarged again, px."""
SIDE = 128
SMALL = (60, 560, 60)


def many(place: Path, portrait: Path, count: int, across: int = 112) -> Path:
    """Make `count` changed copies of the portrait, some of them broken or faceless, `across` px."""
    folder = place / "evidence"
    folder.mkdir()
    rng = np.random.default_rng(1)
    face = Image.open(portrait).convert("RGB").crop((100, 0, 356, 256))
    for number in range(count):
        side = int(rng.integers(200, 256))
        x, y = (int(v) for v in rng.integers(0, 257 - side, 2))
        picture = face.crop((x, y, x + side, y + side)).resize((across, across))
        if number % 2:
            picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        if number % 23 == 5:
            picture = Image.effect_noise((across, across), 60).convert("RGB")
        path = folder / f"IMG_{number:04d}.jpg"
        picture.save(path, quality=int(rng.integers(50, 96)))
        if number % 41 == 7:
            path.write_bytes(path.read_bytes()[:400])
    return folder


def with_traces(place: Path, portrait: Path) -> Path:
    """Make a copy of the portrait that carries the settings of a generator."""
    chunks = PngImagePlugin.PngInfo()
    settings = "portrait of an astronaut, studio light\nSteps: 30, Sampler: Euler a, CFG scale: 7"
    chunks.add_text("parameters", settings)
    path = place / "with settings.png"
    Image.open(portrait).save(path, pnginfo=chunks)
    return path


def collage(place: Path, portrait: Path) -> Path:
    """Make a picture of three faces, and a fourth that is too small to be analysed."""
    head = Image.open(portrait).convert("RGB").crop((129, 12, 317, 200))
    picture = Image.new("RGB", (1000, 700), (90, 90, 90))
    for left, top, side in ((60, 40, 220), (600, 60, 240), (300, 330, 320), SMALL):
        picture.paste(head.resize((side, side), Image.Resampling.LANCZOS), (left, top))
    path = place / "collage.png"
    picture.save(path)
    return path


def to_learn_from(place: Path, portrait: Path) -> Path:
    """Make a data set that a small network can learn, and return its index.

    No generator made any of it: what is called generated are copies that were reduced and enlarged
    again, so that they lack the finest detail.
    """
    folder = place / "data" / "faces"
    rng = np.random.default_rng(2)
    face = Image.open(portrait).convert("RGB").crop((80, 0, 376, 296))
    rows = []
    for split, count in SPLITS.items():
        for number in range(2 * count):
            source = ("photographs", "enlarged")[number % 2]
            picture = _changed(face, rng)
            if source == "enlarged":
                picture = picture.resize((REDUCED, REDUCED), Image.Resampling.BOX)
                picture = picture.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
            path = folder / source / f"{split}_{number:03d}.jpg"
            path.parent.mkdir(parents=True, exist_ok=True)
            picture.save(path, quality=95)
            label = "fake" if source == "enlarged" else "real"
            rows.append((path.relative_to(folder).as_posix(), label, source, split))
    with (folder / "index.csv").open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([("path", "label", "source", "split"), *rows])
    return folder / "index.csv"


def _changed(face: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return a part of the face, `SIDE` px a side, turned, mirrored and in another light."""
    turned = face.rotate(float(rng.uniform(-15, 15)), Image.Resampling.BICUBIC)
    side = int(rng.integers(150, 230))
    x, y = (int(v) for v in rng.integers(30, 267 - side, 2))
    part = turned.crop((x, y, x + side, y + side)).resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    if rng.random() < 0.5:
        part = part.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    for change in (ImageEnhance.Brightness, ImageEnhance.Color, ImageEnhance.Contrast):
        part = change(part).enhance(float(rng.uniform(0.7, 1.3)))
    return part
