"""Aligned fakes: real photos passed through the autoencoder of a latent-diffusion generator.

The content stays real and only the decoder's traces are added, so a detector cannot learn what
generators like to show (Ricker et al. 2024, "AEROBLADE"; Rajan et al. 2024, "Aligned Datasets
Improve Detection of Latent Diffusion-Generated Images").
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.core import files, reading
from gng_desktop.core.progress import Progress
from gng_desktop.datasets.indexes import write_index
from gng_desktop.datasets.items import DataError, FaceItem
from gng_desktop.imaging.reading import ImageError, read_image
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.onnx_safety import MOST_BYTES, check_onnx

INDEX, RECORD = "index.csv", "reconstruct.json"
ENCODER, DECODER = "_encoder.onnx", "_decoder.onnx"
STEP = 16
"""Sides are cut to a multiple of this, px: the largest that an autoencoder asks for."""
TEXT = "Reconstructing"


@dataclass(frozen=True)
class Settings:
    """How pictures are reconstructed; the same settings give the same files.

    Attributes
    ----------
    side : int
        Longest side at most, px. Each picture is reduced by a factor drawn from 0.75 to 1 first,
        or the traces of its own compression would reveal the real half.
    quality : tuple of int
        Range of the JPEG quality in which both halves are written, 4:2:0.
    mix : tuple of float
        Range of the share of the reconstruction in the fake half, above 0 to 1; the rest is the
        picture itself.
    every : bool
        Pass each picture through every autoencoder, rather than one drawn by its hash.
    """

    seed: int = 42
    side: int = 448
    quality: tuple[int, int] = (75, 95)
    mix: tuple[float, float] = (1.0, 1.0)
    every: bool = False


class Autoencoder:
    """An encoder and a decoder, ONNX: RGB 0..1, NCHW, to a latent and back.

    Attributes
    ----------
    sha256 : str
        Of encoder and decoder, joined by a plus sign.

    Raises
    ------
    DataError
        If either cannot be loaded.
    """

    def __init__(self, encoder: Path, decoder: Path) -> None:
        self.name = "ae_" + encoder.name.removesuffix(ENCODER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        options.add_session_config_entry("session.load_model_format", "ONNX")
        self._sessions = []
        digests = []
        for path in (encoder, decoder):
            try:
                graph = reading.read_bytes(path, MOST_BYTES)
                check_onnx(graph, str(path))
                session = onnxruntime.InferenceSession(
                    graph, options, providers=["CPUExecutionProvider"]
                )
            except ModelError as error:
                raise DataError(str(error)) from error
            except Exception as error:  # ONNX Runtime's exceptions share no base class
                raise DataError(
                    f"The autoencoder {path} cannot be loaded; name another."
                ) from error
            self._sessions.append((session, session.get_inputs()[0].name))
            digests.append(hashlib.sha256(graph).hexdigest())
        self.sha256 = "+".join(digests)

    def reconstruct(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return (H, W, 3) RGB 0..255 passed through both halves; sides are multiples of `STEP`."""
        values = (rgb.astype(np.float32) / 255).transpose(2, 0, 1)[None]
        for session, name in self._sessions:
            values = session.run(None, {name: values})[0]
        return np.asarray(np.clip(values[0].transpose(1, 2, 0), 0, 1) * 255, np.float32)


@cache
def _made(folder: Path) -> bool:
    return (folder / RECORD).exists()


def is_made(item: FaceItem) -> bool:
    """Return whether `reconstruct` made an image: a reconstruction, or a photo coded like one."""
    return _made(item.path.parent.parent)


def as_taken(items: Sequence[FaceItem]) -> list[FaceItem]:
    """Leave out what `reconstruct` made.

    It serves training; calibrated and limited is on what cases bring.
    """
    return [item for item in items if not is_made(item)]


def autoencoders(named: Sequence[Path]) -> list[Autoencoder]:
    """Load the pairs that `named` folders, or beginnings of file names, stand for.

    Raises
    ------
    DataError
        If one stands for none, or a half is missing or unusable.
    """
    pairs: dict[Path, Path] = {}
    for path in named:
        found = sorted(path.glob("*" + ENCODER)) if path.is_dir() else []
        found = found or [path.with_name(path.name + ENCODER)]
        for encoder in found:
            decoder = encoder.with_name(encoder.name.removesuffix(ENCODER) + DECODER)
            if not encoder.is_file() or not decoder.is_file():
                raise DataError(
                    f"No autoencoder is at {path}; name a folder with NAME{ENCODER} and "
                    f"NAME{DECODER}, or the path up to NAME."
                )
            pairs[encoder] = decoder
    return [Autoencoder(*pair) for pair in pairs.items()]


def reconstruct(
    items: Sequence[FaceItem],
    coders: Sequence[Autoencoder],
    out: Path,
    settings: Settings = Settings(),
    threads: int = 2,
) -> Generator[Progress, None, tuple[Path, dict[str, str]]]:
    """Write real photos and their reconstructions, coded alike, and an index of both.

    Files that an interrupted run left are not made again.

    Parameters
    ----------
    items : sequence of FaceItem
        Only the real ones are taken; the fake halves inherit source and split.
    out : Path
        Folder for ``index.csv``, ``real/`` and one folder an autoencoder; made if missing.
    threads : int
        1 or more.

    Returns
    -------
    tuple
        The index, and why each picture that was skipped was, by its path.

    Raises
    ------
    DataError
        If there is no real photo, `out` holds reconstructions made otherwise, or it cannot be
        written to.
    """
    photos = [item for item in items if not item.generated]
    if not photos:
        raise DataError("There is no real photo to reconstruct; name an index that lists some.")
    record = json.loads(
        json.dumps(asdict(settings) | {"autoencoders": {c.name: c.sha256 for c in coders}})
    )
    rows: list[dict[str, str]] = []
    skipped: dict[str, str] = {}
    try:
        for folder in ("real", *(coder.name for coder in coders)):
            (out / folder).mkdir(parents=True, exist_ok=True)
        if not (out / RECORD).exists():
            if (out / INDEX).exists():
                raise DataError(f"Folder {out} holds another index; choose another folder.")
            files.write_json(out / RECORD, record)
        elif reading.read_json(out / RECORD) != record:
            raise DataError(
                f"Folder {out} holds reconstructions made with other settings; choose another."
            )
        with ThreadPoolExecutor(max(1, threads)) as pool:
            works = (pool.submit(_pair, item, coders, out, settings) for item in photos)
            for done, (item, work) in enumerate(_ahead(photos, works, 2 * threads)):
                yield Progress(done, len(photos), TEXT)
                try:
                    rows += work.result()
                except ImageError as error:
                    skipped[str(item.path)] = str(error)
        if not rows:
            raise DataError("No photo could be read, so nothing was reconstructed.")
        write_index(out / INDEX, list({row["path"]: row for row in rows}.values()), "faces")
    except OSError as error:
        raise DataError(f"Nothing can be written to {out} ({error.strerror}).") from error
    return out / INDEX, skipped


def _ahead(items: Sequence[Any], works: Iterator[Any], count: int) -> Iterator[tuple[Any, Any]]:
    """Yield items with their work, of which `count` are begun ahead; the rest is not held."""
    waiting: list[tuple[Any, Any]] = []
    try:
        for pair in zip(items, works, strict=True):
            waiting.append(pair)
            if len(waiting) > count:
                yield waiting.pop(0)
        yield from waiting
    finally:
        for _, work in waiting:
            work.cancel()


def _pair(
    item: FaceItem, coders: Sequence[Autoencoder], out: Path, settings: Settings
) -> list[dict[str, str]]:
    picture = read_image(item.path)
    rng = np.random.default_rng([settings.seed, int(picture.sha256[:12], 16)])
    scale = min(1.0, settings.side / max(picture.rgb.shape[:2])) * rng.uniform(0.75, 1)
    height, width = (round(side * scale) // STEP * STEP for side in picture.rgb.shape[:2])
    quality = int(rng.integers(settings.quality[0], settings.quality[1] + 1))
    mix = float(rng.uniform(*settings.mix))
    drawn = int(rng.integers(len(coders)))
    if min(width, height) < 2 * STEP:
        raise ImageError(f"It is too small, {picture.rgb.shape[1]} x {picture.rgb.shape[0]} px.")
    rgb: NDArray[np.uint8] | None = None
    stem = picture.sha256[:20] + ".jpg"
    common = {
        "source": item.source,
        "split": item.split,
        "gender": item.gender,
        "ethnicity": item.ethnicity,
        "origin": str(item.path),
        "origin_sha256": picture.sha256,
        "quality": str(quality),
    }
    rows = [{"path": f"real/{stem}", "label": "real", "family": "real", "generator": "", **common}]
    chosen = coders if settings.every else [coders[drawn]]
    for coder in (None, *chosen):
        path = out / (coder.name if coder else "real") / stem
        if not path.exists():
            if rgb is None:
                resized = cv2.resize(picture.rgb, (width, height), interpolation=cv2.INTER_AREA)
                rgb = np.asarray(resized, np.uint8)
            pixels = rgb
            if coder:
                mixed = mix * coder.reconstruct(rgb) + (1 - mix) * rgb
                pixels = np.round(mixed).astype(np.uint8)
            buffer = io.BytesIO()
            Image.fromarray(pixels).save(buffer, "JPEG", quality=quality, subsampling=2)
            files.write_bytes(path, buffer.getvalue())
        if coder:
            rows.append(
                {
                    "path": f"{coder.name}/{stem}",
                    "label": "fake",
                    "family": "diffusion",
                    "generator": coder.name,
                    **common,
                    "autoencoder": coder.name.removeprefix("ae_"),
                    "autoencoder_sha256": coder.sha256,
                    "mix": f"{mix:.3f}",
                }
            )
    return rows
