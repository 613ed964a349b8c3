"""Classic views of image forensics, computed on a file's own pixels; NumPy and OpenCV only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from gng_desktop.core.text import count
from gng_desktop.imaging.classic_catalogue import CLASSIC, FLAT, NOTES
from gng_desktop.imaging.colour import Conversion
from gng_desktop.imaging.errors import ANOTHER_COPY, ImageError, reason_of
from gng_desktop.imaging.frames import count_frames, seek
from gng_desktop.imaging.opening import open_picture, quiet
from gng_desktop.imaging.perturbations import jpeg
from gng_desktop.imaging.pixels import ORIENTATION, to_rgb, upright
from gng_desktop.imaging.reading import MAX_PIXELS, check_not_empty

Pixels = NDArray[np.uint8]
ELA_QUALITY = 90
GHOST_QUALITIES = (50, 60, 70, 80, 85, 90)
BLOCK, TILE, MOST_TILES = 8, 256, 49
MAX_SIDE = 65_496
"""Of a JPEG in whole blocks, px."""


@dataclass(frozen=True)
class Classic:
    """One classic view of one picture.

    Attributes
    ----------
    pixels : ndarray of uint8, shape (H, W, 3) or (H, W)
        RGB or grey; upright and of the picture's size where `ClassicView.on_image`.
    note : str
        What is to be known of the scale, one sentence with ``{names}`` of `values`; "" for nothing.
    """

    pixels: Pixels = field(repr=False, compare=False)
    note: str = ""
    values: Mapping[str, float] = field(default_factory=dict)


def _own_pixels(data: bytes, frame: int) -> tuple[Pixels, int]:
    """Decode a picture as it is stored, neither turned nor converted, with its orientation, 1..8.

    Turning would move the grid of JPEG's blocks, and a colour conversion changes every level.
    """
    check_not_empty(data)
    try:
        with quiet():
            opened = open_picture(data)
            image = opened.image
            if frame > (frames := count_frames(image, opened.data)):
                held = count(frames, "picture", "pictures")
                raise ImageError(f"The file holds {held}, so there is no picture {frame:,} in it.")
            seek(image, opened.data, frame)
            if image.width * image.height > MAX_PIXELS:
                raise ImageError(
                    f"Classic views need all pixels of a picture, and {image.width:,} x "
                    f"{image.height:,} are above the limit of {MAX_PIXELS:,}; crop a copy."
                )
            if max(image.size) > MAX_SIDE:
                raise ImageError(
                    f"Classic views compress the picture as JPEG, whose sides end at {MAX_SIDE:,} "
                    f"px, and it has {image.width:,} x {image.height:,}; crop a copy."
                )
            image.load()
            # Some plugins have turned the picture by now, and say so here.
            turned = int(image.getexif().get(ORIENTATION, 1)) if image.format != "RAW" else 1
            return to_rgb(image, Conversion()), turned
    except ImageError:
        raise
    except Exception as error:  # decoders raise anything on malformed bytes
        raise ImageError(
            f"The picture cannot be decoded as it is stored ({reason_of(error)}); {ANOTHER_COPY}."
        ) from error


def classic_views(
    data: bytes, keys: Iterable[str], frame: int = 1
) -> Iterator[tuple[str, Classic]]:
    """Compute classic views of a picture, one by one.

    Parameters
    ----------
    keys : iterable of str
        Of `CLASSIC`.
    frame : int
        Which of several pictures in the file, from 1.

    Raises
    ------
    ImageError
        If the file cannot be read, holds more than `MAX_PIXELS`, or a side is above `MAX_SIDE`.
    KeyError
        If a key is not in `CLASSIC`.
    """
    rgb, turned = _own_pixels(data, frame)
    for key in keys:
        found = _VIEWS[key](rgb)
        if CLASSIC[key].on_image and turned != 1:
            shown = upright(Image.fromarray(found.pixels), turned)
            found = replace(found, pixels=np.array(shown, np.uint8))
        yield key, found


def _luma(rgb: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY), np.uint8)


def _error_levels(rgb: Pixels) -> Classic:
    """Return how much JPEG at `ELA_QUALITY` changes each pixel (Krawetz 2007)."""
    off = cv2.absdiff(rgb, jpeg(rgb, ELA_QUALITY))
    gain = min(40.0, 255 / max(1.0, _reach(off, 0.995)))
    shown = cv2.convertScaleAbs(off, alpha=gain)
    return Classic(np.asarray(shown, np.uint8), NOTES["ela"], {"gain": gain})


def _noise_residual(rgb: Pixels) -> Classic:
    """Return the image less its 3 x 3 median, around mid grey."""
    grey = _luma(rgb)
    smooth = cv2.medianBlur(grey, 3)
    gain = min(32.0, 127 / max(1.0, _reach(cv2.absdiff(grey, smooth), 0.99)))
    shown = cv2.addWeighted(grey, gain, smooth, -gain, 128)
    return Classic(np.asarray(shown, np.uint8), NOTES["residual"], {"gain": gain})


def _jpeg_ghosts(rgb: Pixels) -> Classic:
    """Return how unlike the rest each block reacts to JPEG of several qualities.

    After Farid, Exposing digital forgeries from JPEG ghosts (IEEE TIFS 4, 2009): a block that was
    once saved at quality q differs little from its copy saved at q. Here each block's differences
    are divided by their mean over all qualities, so that texture does not count, and compared
    with the median block of the image. Bright is up to eight times less than that.
    """
    grey = _luma(rgb)
    height, width = grey.shape
    small = max(1, -(-width // BLOCK)), max(1, -(-height // BLOCK))
    whole = (small[0] * BLOCK - width, small[1] * BLOCK - height)
    padded = cv2.copyMakeBorder(grey, 0, whole[1], 0, whole[0], cv2.BORDER_REPLICATE)
    energies = []
    for quality in GHOST_QUALITIES:
        _, saved = cv2.imencode(".jpg", padded, [cv2.IMWRITE_JPEG_QUALITY, quality])
        off = cv2.absdiff(padded, cv2.imdecode(saved, cv2.IMREAD_GRAYSCALE))
        square = cv2.multiply(off, off, dtype=cv2.CV_16U)
        energies.append(cv2.resize(square, small, interpolation=cv2.INTER_AREA))
    energy = cv2.blur(np.dstack(energies).astype(np.float32), (3, 3)).reshape(*small[::-1], -1)
    mean = energy.mean(axis=2)
    textured = mean > 0.5  # flat blocks survive every quality
    if not textured.any():
        return Classic(np.zeros_like(grey), FLAT)
    shape = energy / np.maximum(mean, 1e-6)[..., None]
    typical = np.maximum(np.median(shape[textured], axis=0), 1e-6)
    less = np.log2(typical / np.maximum(shape, 1e-6))
    ghost = np.where(textured, less.max(axis=2), 0)
    shown = np.clip(ghost / 3 * 255, 0, 255).astype(np.uint8)
    shown = cv2.resize(shown, None, fx=BLOCK, fy=BLOCK, interpolation=cv2.INTER_NEAREST)
    tried = {"low": GHOST_QUALITIES[0], "high": GHOST_QUALITIES[-1]}
    return Classic(shown[:height, :width], NOTES["ghosts"], tried)


def _spectrum(rgb: Pixels) -> Classic:
    """Return the mean log power spectrum of the noise residual, frequency 0 in the middle.

    Averaged over windows of up to `TILE` px (Welch's method), so that peaks stay sharp whatever
    the size of the image, and what the picture shows averages out.
    """
    grey = _luma(rgb)
    noise = grey.astype(np.float32) - cv2.medianBlur(grey, 3)
    side = min(TILE, *noise.shape)
    window = np.outer(np.hanning(side + 2)[1:-1], np.hanning(side + 2)[1:-1]).astype(np.float32)
    each = max(1, int(MOST_TILES**0.5))
    tops, lefts = (
        np.unique(np.linspace(0, length - side, min(each, 2 * length // side)).astype(int))
        for length in noise.shape
    )
    power = np.zeros((side, side), np.float64)
    for top in tops:
        for left in lefts:
            tile = noise[top : top + side, left : left + side] * window
            found = cv2.dft(tile, flags=cv2.DFT_COMPLEX_OUTPUT)
            power += found[..., 0] ** 2 + found[..., 1] ** 2
    tiles = len(tops) * len(lefts)
    shown = np.fft.fftshift(np.log10(power / tiles + 1e-3))
    low, high = np.percentile(shown, (1, 99.95))
    grey = np.clip((shown - low) / max(high - low, 1e-6) * 255, 0, 255).astype(np.uint8)
    return Classic(
        np.asarray(cv2.applyColorMap(grey, cv2.COLORMAP_VIRIDIS)[..., ::-1]),
        NOTES["spectrum" if tiles > 1 else "spectrum of one"],
        {"count": tiles, "side": side},
    )


def _histogram(rgb: Pixels) -> Classic:
    """Return the numbers of pixels per level, red, green and blue, as a chart."""
    counts = np.stack([np.bincount(rgb[..., c].ravel(), minlength=256) for c in range(3)])
    high = max(1.0, float(np.sort(counts, axis=None)[-8]))  # a few spikes must not flatten the rest
    bars = np.round(np.minimum(counts / high, 1) * 250).astype(int)
    chart = np.full((264, 256, 3), 40, np.uint8)
    rows = np.arange(256)[:, None]
    for channel in range(3):
        chart[:256][256 - rows <= bars[channel][None]] += np.eye(3, dtype=np.uint8)[channel] * 180
    chart[258:, :] = np.arange(256, dtype=np.uint8)[None, :, None]
    used = np.flatnonzero(counts.sum(axis=0))
    empty = int((counts[:, used[0] : used[-1] + 1] == 0).sum(axis=1).max())
    dark, light = (100 * counts[:, end].sum() / counts.sum() for end in (0, 255))
    return Classic(
        np.repeat(np.repeat(chart, 4, axis=0), 4, axis=1),
        NOTES["histogram"],
        {"low": used[0], "high": used[-1], "empty": empty, "dark": dark, "light": light},
    )


def _equalised(rgb: Pixels) -> Classic:
    """Return the luminance with a flat histogram."""
    return Classic(np.asarray(cv2.equalizeHist(_luma(rgb)), np.uint8))


def _gradient(rgb: Pixels) -> Classic:
    """Return direction and steepness of the luminance as colour and brightness."""
    grey = _luma(rgb)
    across, down = (cv2.Sobel(grey, cv2.CV_32F, *of, ksize=3) for of in ((1, 0), (0, 1)))
    steep, angle = cv2.cartToPolar(across, down, angleInDegrees=True)
    # The square root: faint slopes matter more than edges.
    value = np.sqrt(steep / max(1.0, _reach(steep, 0.99))) * 255
    hue = (angle / 2).astype(np.uint8)
    value = np.minimum(value, 255).astype(np.uint8)
    shown = cv2.cvtColor(cv2.merge([hue, np.full_like(hue, 150), value]), cv2.COLOR_HSV2RGB)
    return Classic(np.asarray(shown, np.uint8))


def _reach(values: NDArray[np.integer] | NDArray[np.floating], share: float) -> float:
    """Return what `share` of the values do not exceed; of a sample, as that is enough."""
    some = np.asarray(values.ravel()[:: max(1, values.size // 200_000)], np.float32)
    return float(np.quantile(some, share))


_VIEWS: dict[str, Callable[[Pixels], Classic]] = {
    "ela": _error_levels,
    "residual": _noise_residual,
    "ghosts": _jpeg_ghosts,
    "spectrum": _spectrum,
    "histogram": _histogram,
    "levels": _equalised,
    "gradient": _gradient,
}


def as_rgb(pixels: Pixels) -> Pixels:
    """Return grey (H, W) or RGB (H, W, 3) pixels as RGB."""
    return pixels if pixels.ndim == 3 else np.asarray(Image.fromarray(pixels).convert("RGB"))
