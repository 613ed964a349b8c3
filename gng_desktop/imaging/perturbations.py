"""What images suffer on their way: colour, noise, blur, compression, distortion, weather.

The kinds of OpenForensics' Test-Challenge (002, section 3.2.4), each in five strengths after
Hendrycks and Dietterich 2019, whose figures are meant for images of some 224 px: lengths grow
with the image. Own code, because the packages there are draw from NumPy's global random state,
which threads share, or need Numba. Used by training, ``evaluate --perturb`` and the stress test.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Rgb = NDArray[np.uint8]
Unit = NDArray[np.float32]
"""(H, W, 3) RGB, 0..1."""
Change = Callable[[Unit, int, np.random.Generator], NDArray[np.floating]]

STRENGTHS = (1, 2, 3, 4, 5)
DRAWN = "challenge"
"""Stands for one kind and strength, drawn for each image."""
_SIDE = 224.0


def perturb(rgb: Rgb, kind: str, strength: int, rng: np.random.Generator) -> Rgb:
    """Change an image.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    kind : str
        A key of `KINDS`.
    strength : int
        1 (mild) to 5.
    rng : numpy.random.Generator
        Draws noise, angles, drops and so on: the same state gives the same image.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)

    Raises
    ------
    ValueError
        If there is no such kind or strength.
    """
    if kind not in KINDS:
        raise ValueError(f"perturbation {kind!r} is unknown; choose of {', '.join(KINDS)}")
    if strength not in STRENGTHS:
        raise ValueError(f"strength {strength} is not in 1..5")
    changed = KINDS[kind](rgb.astype(np.float32) / np.float32(255), strength - 1, rng)
    return np.asarray(np.clip(np.rint(np.asarray(changed) * 255), 0, 255), np.uint8)


def _scale(x: Unit) -> float:
    return max(1.0, float(min(x.shape[:2])) / _SIDE)


def _hsv(
    x: Unit, hue: float = 0, factor: float = 1, offset: float = 0, value: float = 0
) -> NDArray[np.floating]:
    """Return `x` with its hue turned by degrees, its saturation scaled and its value raised."""
    hsv = np.asarray(cv2.cvtColor(x, cv2.COLOR_RGB2HSV), np.float32)
    hsv[..., 0] = (hsv[..., 0] + hue) % 360
    hsv[..., 1] = np.clip(hsv[..., 1] * factor + offset, 0, 1)
    hsv[..., 2] = np.clip(hsv[..., 2] + value, 0, 1)
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB), np.float32)


def _brightness(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    return _hsv(x, value=(0.1, 0.2, 0.3, 0.4, 0.5)[s])


def _saturation(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    factor, offset = ((0.3, 0.0), (0.1, 0.0), (2.0, 0.0), (5.0, 0.1), (20.0, 0.2))[s]
    return _hsv(x, factor=factor, offset=offset)


def _hue(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    return _hsv(x, hue=(10, 20, 35, 55, 90)[s] * rng.choice((-1, 1)))


def _contrast(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    mean = x.mean(axis=(0, 1), keepdims=True)
    return np.asarray((x - mean) * (0.4, 0.3, 0.2, 0.1, 0.05)[s] + mean)


def _gaussian_noise(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    return x + rng.normal(0, (0.08, 0.12, 0.18, 0.26, 0.38)[s], x.shape)


def _shot_noise(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    photons = (60, 25, 12, 5, 3)[s]
    return rng.poisson(x * photons) / photons


def _impulse_noise(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    drawn, share = rng.random(x.shape), (0.03, 0.06, 0.09, 0.17, 0.27)[s]
    return np.where(drawn < share / 2, 0, np.where(drawn > 1 - share / 2, 1, x))


def _gaussian_blur(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    return np.asarray(cv2.GaussianBlur(x, (0, 0), (1, 2, 3, 4, 6)[s] * _scale(x)))


def _defocus_blur(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    radius = round((3, 4, 6, 8, 10)[s] * _scale(x))
    rows, columns = np.mgrid[-radius : radius + 1, -radius : radius + 1]
    disc = (rows**2 + columns**2 <= radius**2).astype(np.float32)
    return np.asarray(cv2.filter2D(x, -1, disc / disc.sum(), borderType=cv2.BORDER_REFLECT))


def _streak(length: float, angle: float) -> Unit:
    """Return the kernel of a motion by `length` px at `angle` degrees."""
    half = max(1, round(length / 2))
    kernel = np.zeros((2 * half + 1,) * 2, np.float32)
    dx, dy = np.cos(np.deg2rad(angle)) * half, np.sin(np.deg2rad(angle)) * half
    start, end = ((round(half + k * dx), round(half + k * dy)) for k in (-1, 1))
    cv2.line(kernel, start, end, (1.0,), 1, cv2.LINE_AA)
    return np.asarray(kernel / kernel.sum())


def _motion_blur(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    kernel = _streak((6, 9, 13, 18, 24)[s] * _scale(x), rng.uniform(-45, 45))
    return np.asarray(cv2.filter2D(x, -1, kernel, borderType=cv2.BORDER_REFLECT))


def _pixelate(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    size = x.shape[1::-1]
    share = (0.6, 0.5, 0.4, 0.3, 0.25)[s] / _scale(x)
    few = [max(1, round(side * share)) for side in size]
    small = cv2.resize(x, few, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_NEAREST))


def _jpeg(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    bgr = np.rint(x[..., ::-1] * 255).astype(np.uint8)
    flags = [cv2.IMWRITE_JPEG_QUALITY, (25, 18, 15, 10, 7)[s]]
    _, data = cv2.imencode(".jpg", bgr, flags)
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR))[..., ::-1] / np.float32(255)


def _moved(x: Unit, dx: NDArray[np.floating], dy: NDArray[np.floating]) -> Unit:
    rows, columns = np.mgrid[: x.shape[0], : x.shape[1]]
    across, down = (columns + dx).astype(np.float32), (rows + dy).astype(np.float32)
    found = cv2.remap(x, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    return np.asarray(found, np.float32)


def _elastic(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    side = min(x.shape[:2])
    reach = (0.01, 0.015, 0.02, 0.03, 0.04)[s] * side
    fields = []
    for _ in range(2):
        field = cv2.GaussianBlur(rng.uniform(-1, 1, x.shape[:2]), (0, 0), max(0.5, side * 0.05))
        fields.append(field / max(1e-9, float(np.abs(field).max())) * reach)
    return _moved(x, *fields)


def _lens(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    bend = (0.05, 0.1, 0.15, 0.22, 0.3)[s] * rng.choice((-1, 1))
    height, width = x.shape[:2]
    rows, columns = np.mgrid[:height, :width].astype(np.float64)
    across, down = columns - (width - 1) / 2, rows - (height - 1) / 2
    radius = (across**2 + down**2) / (min(height, width) / 2) ** 2
    return _moved(x, across * bend * radius, down * bend * radius)


def _plasma(shape: tuple[int, ...], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a cloudy (H, W) field, 0..1: noise of ever finer grain, ever weaker."""
    height, width = shape[:2]
    field, grain, weight = np.zeros((height, width)), 2, 1.0
    while grain < 2 * max(height, width) and weight > 0.01:
        coarse = rng.random((grain, grain))
        field += weight * np.asarray(
            cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
        )
        grain, weight = grain * 2, weight / 1.8
    field -= field.min()
    return np.asarray(field / max(1e-9, float(field.max())))


def _fog(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    amount = (0.6, 1.0, 1.5, 2.2, 3.0)[s]
    brightest = max(float(x.max()), 1e-3)
    return (x + amount * _plasma(x.shape, rng)[..., None]) * brightest / (brightest + amount)


def _snow(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    share = (0.01, 0.02, 0.03, 0.045, 0.06)[s]
    reach, white = ((6, 0.15), (8, 0.25), (10, 0.3), (12, 0.4), (14, 0.5))[s]
    scale = _scale(x)
    small = tuple(max(1, round(side / (2 * scale))) for side in x.shape[:2])
    flakes = (rng.random(small) < share).astype(np.float32)
    flakes = np.asarray(cv2.resize(flakes, x.shape[1::-1], interpolation=cv2.INTER_LINEAR))
    kernel = _streak(reach * scale, rng.uniform(-135, -45))
    flakes = np.clip(np.asarray(cv2.filter2D(flakes, -1, kernel)) * reach / 3, 0, 1)
    grey = np.asarray(cv2.cvtColor(x, cv2.COLOR_RGB2GRAY))[..., None]
    pale = x * (1 - white) + np.maximum(x, grey * 0.5 + 0.5) * white
    return np.asarray(np.maximum(pale, flakes[..., None]) * 0.999)


def _rain(x: Unit, s: int, rng: np.random.Generator) -> NDArray[np.floating]:
    drops, dark = ((60, 0.95), (110, 0.9), (170, 0.85), (240, 0.8), (330, 0.72))[s]
    length = (12, 14, 17, 20, 24)[s]
    height, width = x.shape[:2]
    scale, slant = _scale(x), rng.uniform(-0.3, 0.3)
    layer = np.zeros((height, width), np.float32)
    for left, top in zip(rng.uniform(0, width, drops), rng.uniform(0, height, drops), strict=True):
        long = length * scale * rng.uniform(0.6, 1.2)
        end = (round(left + slant * long), round(top + long))
        start = (round(left), round(top))
        cv2.line(layer, start, end, (1.0,), max(1, round(0.7 * scale)), cv2.LINE_AA)
    layer = np.asarray(cv2.GaussianBlur(layer, (0, 0), 0.7 * scale))[..., None]
    return np.asarray(x * dark * (1 - 0.6 * layer) + 0.6 * layer * 0.85)


GROUPS: dict[str, dict[str, Change]] = {
    "colour": {
        "brightness": _brightness,
        "contrast": _contrast,
        "saturation": _saturation,
        "hue": _hue,
    },
    "noise": {
        "gaussian-noise": _gaussian_noise,
        "shot-noise": _shot_noise,
        "impulse-noise": _impulse_noise,
    },
    "blur": {
        "gaussian-blur": _gaussian_blur,
        "defocus-blur": _defocus_blur,
        "motion-blur": _motion_blur,
    },
    "coding": {"pixelation": _pixelate, "jpeg-compression": _jpeg},
    "distortion": {"elastic": _elastic, "lens": _lens},
    "weather": {"fog": _fog, "snow": _snow, "rain": _rain},
}
"""The kinds, by the effect they have."""
KINDS: dict[str, Change] = {kind: f for group in GROUPS.values() for kind, f in group.items()}
"""Every kind by name; one more changes what `drawn` draws by a seed."""


def chosen_kinds(names: list[str]) -> list[str]:
    """Return the kinds that `names` (of kinds, of `GROUPS`, or "all") stand for, each once.

    Raises
    ------
    ValueError
        If a name is neither.
    """
    kinds: list[str] = []
    for name in names:
        if name != "all" and name not in GROUPS and name not in KINDS:
            known = ", ".join(("all", *GROUPS, *KINDS))
            raise ValueError(f"perturbation {name!r} is unknown; choose of {known}")
        kinds += [name] if name in KINDS else KINDS if name == "all" else GROUPS[name]
    return list(dict.fromkeys(kinds))


def drawn(rgb: Rgb, rng: np.random.Generator) -> Rgb:
    """Change an image by one kind and strength, drawn by `rng`, as Test-Challenge's images are."""
    kind = list(KINDS)[int(rng.integers(len(KINDS)))]
    return perturb(rgb, kind, int(rng.integers(1, 6)), rng)


def jpeg(
    rgb: NDArray[np.uint8], quality: int, sampling: int = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
) -> NDArray[np.uint8]:
    """Compress and decompress an image by JPEG.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    quality : int
        libjpeg's scale, 1..100 (003, table 3 uses 90 to 50).
    sampling : int
        Of the chroma, an OpenCV constant; half the resolution (4:2:0) by default.

    Returns
    -------
    ndarray of uint8, shape (H, W, 3)

    Raises
    ------
    ValueError
        If `quality` is not in 1..100.
    """
    if not 1 <= quality <= 100:
        raise ValueError(f"JPEG quality {quality} is not in 1..100")
    flags = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, sampling]
    _, data = cv2.imencode(".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), flags)
    return np.asarray(cv2.cvtColor(cv2.imdecode(data, cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB))


def reduce(rgb: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """Reduce an image so that its shorter side is `side` px, keeping its aspect ratio.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
    side : int
        px, from 1.

    Returns
    -------
    ndarray of uint8, shape (h, w, 3)
        By area interpolation; `rgb` itself where its shorter side is not larger: nothing is ever
        enlarged.

    Raises
    ------
    ValueError
        If `side` is below 1.
    """
    if side < 1:
        raise ValueError(f"an image cannot be reduced to {side} px")
    height, width = rgb.shape[:2]
    if min(height, width) <= side:
        return rgb
    scale = side / min(height, width)
    target = max(side, round(width * scale)), max(side, round(height * scale))
    return np.asarray(cv2.resize(rgb, target, interpolation=cv2.INTER_AREA), np.uint8)


@dataclass(frozen=True)
class Perturbation:
    """One change of an image: blurred, reduced to `side` px, compressed; 0 leaves a step out.

    Attributes
    ----------
    side : int
        See `reduce`.
    quality : int
        See `jpeg`.
    sigma : float
        Standard deviation of a Gaussian, px of the original; the image is mirrored at its edges.
    kind, strength : str and int
        See `perturb`, or `DRAWN`; the first of all changes. What is drawn depends on `seed` and
        the image alone.
    """

    side: int = 0
    quality: int = 0
    sigma: float = 0.0
    kind: str = ""
    strength: int = 0
    seed: int = 42

    @property
    def name(self) -> str:
        """How tables name it: ``"as is"``, ``"64 px"``, ``"JPEG 90"``, ``"64 px, JPEG 90"``."""
        steps = (
            (self.kind, f"{self.kind} {self.strength}" if self.strength else self.kind),
            (self.sigma, f"blur {self.sigma:g} px"),
            (self.side, f"{self.side} px"),
            (self.quality, f"JPEG {self.quality}"),
        )
        return ", ".join(words for amount, words in steps if amount) or "as is"

    def apply(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the changed (h, w, 3) uint8 image; `rgb` itself where nothing changes."""
        if self.kind:
            rng = np.random.default_rng([self.seed, zlib.crc32(rgb.tobytes())])
            if self.kind == DRAWN:
                rgb = drawn(rgb, rng)
            else:
                rgb = perturb(rgb, self.kind, self.strength, rng)
        if self.sigma:
            rgb = np.asarray(cv2.GaussianBlur(rgb, (0, 0), self.sigma), np.uint8)
        if self.side:
            rgb = reduce(rgb, self.side)
        return jpeg(rgb, self.quality) if self.quality else rgb
