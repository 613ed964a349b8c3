"""Random changes to training images, alike for every class (SPEC 1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.faces import Box
from gng_desktop.imaging.inputs import network_input
from gng_desktop.imaging.labels import mirror
from gng_desktop.imaging.perturbations import drawn, jpeg

Rgb = NDArray[np.uint8]
Mask = NDArray[np.uint8]

_KERNELS = (cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_LANCZOS4)
_SAMPLING = (cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444)


@dataclass(frozen=True)
class Augmentation:
    """How far training images may be changed; the defaults change nothing.

    Attributes
    ----------
    flip : bool
        Mirror half of the images; left and right classes swap with them.
    rotation : float
        Largest angle either way, degrees.
    shift : float
        Largest shift per axis, as a share of the image.
    shear : float
        Largest shear, radians.
    zoom : tuple of float
        Range of the scale factor; below 1 makes the face smaller. The axes share it up to
        `stretch`.
    stretch : float
        Largest extra scale of one axis against the other, as a share: the network's input gives
        up the aspect ratio, so training has to.
    warped : float
        Share of the images that go through the geometric changes, 0..1; the others keep their
        pixel grid, so that interpolation does not become a class mark.
    working_size : tuple of int
        Range of the side to which an image is first reduced, px; never enlarged. (0, 0): off.
    jpeg : tuple of int
        Range of the JPEG quality of a re-encoding. (0, 0): off.
    jpeg_share, grey, blur : float
        Share of the images that are re-encoded, turned grey, blurred, 0..1.
    challenge : float
        Share of the images that are changed first of all by one kind and strength of
        `gng_desktop.imaging.perturbations`, 0..1.
    light : float
        Largest relative change of brightness and contrast.
    mode : {"whole", "crop"}
        ``crop`` does not reduce the image to the network's size: brought to `native_size` by a
        random kernel, compressed before and after, it is cut at a random place. Of the geometric
        changes only `flip` and `stretch` then apply.
    native_size : tuple of int
        Range of the longest side from which crops are cut, px.
    frame : tuple of float
        Range of the factor on the side of the analysed part: below 1 tighter, above 1 larger as
        far as the image goes; so a score does not depend on the frame.
    frame_shift : float
        Largest shift of the analysed part per axis, as a share of its side.
    """

    flip: bool = False
    rotation: float = 0.0
    shift: float = 0.0
    shear: float = 0.0
    zoom: tuple[float, float] = (1.0, 1.0)
    stretch: float = 0.0
    warped: float = 1.0
    working_size: tuple[int, int] = (0, 0)
    jpeg: tuple[int, int] = (0, 0)
    jpeg_share: float = 1.0
    grey: float = 0.0
    blur: float = 0.0
    light: float = 0.0
    challenge: float = 0.0
    mode: Literal["whole", "crop"] = "whole"
    native_size: tuple[int, int] = (300, 448)
    frame: tuple[float, float] = (1.0, 1.0)
    frame_shift: float = 0.0

    @property
    def plain(self) -> Augmentation:
        """The same view of an image without any random change but the place of a crop."""
        return Augmentation(mode=self.mode, native_size=(self.native_size[1],) * 2)

    def reframe(self, box: Box, width: int, height: int, rng: np.random.Generator) -> Box:
        """Draw another frame around the analysed part `box` of a (width, height) px image."""
        if self.frame == (1.0, 1.0) and not self.frame_shift:
            return box
        scale = np.exp(rng.uniform(*np.log(self.frame)))
        dx, dy = rng.uniform(-self.frame_shift, self.frame_shift, 2)
        wide = int(np.clip(round(box.width * scale), 1, width))
        high = int(np.clip(round(box.height * scale), 1, height))
        left = round(box.x + box.width * (0.5 + dx) - wide / 2)
        top = round(box.y + box.height * (0.5 + dy) - high / 2)
        return Box(
            int(np.clip(left, 0, width - wide)), int(np.clip(top, 0, height - high)), wide, high
        )

    def matrix(self, rng: np.random.Generator, side: int) -> NDArray[np.float64]:
        """Draw the (2, 3) affine matrix that maps a `side` px square to its augmented self."""
        angle = np.deg2rad(rng.uniform(-self.rotation, self.rotation))
        shear = rng.uniform(-self.shear, self.shear)
        scale = np.exp(rng.uniform(*np.log(self.zoom)))
        stretch = np.exp(rng.uniform(-1, 1) * np.log1p(self.stretch) / 2)
        rotate = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = rotate @ np.array([[1, np.tan(shear)], [0, 1]])
        linear = linear @ np.diag([scale * stretch, scale / stretch])
        centre = np.full(2, (side - 1) / 2)
        offset = centre + rng.uniform(-self.shift, self.shift, 2) * side - linear @ centre
        return np.column_stack([linear, offset])

    def apply(
        self, rgb: Rgb, mask: Mask | None, size: int, rng: np.random.Generator
    ) -> tuple[Rgb, Mask | None]:
        """Change one image, and its mask with it, and bring both to the network's size.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
        mask : ndarray of uint8, shape (h, w), or None
            Class ids covering the same field of view; its resolution may differ.
        size : int
            Side of the result, px.

        Returns
        -------
        tuple
            (size, size, 3) uint8 RGB and (size, size) uint8 ids or None.
        """
        if self.challenge and rng.random() < self.challenge:
            rgb = drawn(rgb, rng)
        if self.mode == "crop":
            rgb, mask = self._crop(rgb, mask, size, rng)
            return self._mirrored(rgb, mask, rng)
        if self.working_size[1]:
            side = int(rng.integers(self.working_size[0], self.working_size[1] + 1))
            if side < min(rgb.shape[:2]):
                rgb = network_input(rgb, side)
        rgb = self._codec(rgb, rng)
        if rng.random() < self.warped and self._geometric:
            rgb, mask = self._warp(rgb, mask, size, rng)
        else:
            rgb = network_input(rgb, size)
            if mask is not None:
                mask = _nearest(mask, size, size)
        return self._mirrored(rgb, mask, rng)

    def _mirrored(
        self, rgb: Rgb, mask: Mask | None, rng: np.random.Generator
    ) -> tuple[Rgb, Mask | None]:
        if self.flip and rng.random() < 0.5:
            rgb = np.ascontiguousarray(rgb[:, ::-1])
            mask = None if mask is None else mirror(mask)
        return self._light(rgb, rng), mask

    def _crop(
        self, rgb: Rgb, mask: Mask | None, size: int, rng: np.random.Generator
    ) -> tuple[Rgb, Mask | None]:
        low, high = self.native_size
        rgb = self._jpeg(rgb, rng)
        scale = int(rng.integers(low, high + 1)) / max(rgb.shape[:2])
        stretch = np.exp(rng.uniform(-1, 1) * np.log1p(self.stretch) / 2)
        wide, tall = (
            max(size, round(side * scale * factor))
            for side, factor in ((rgb.shape[1], stretch), (rgb.shape[0], 1 / stretch))
        )
        kernel = _KERNELS[int(rng.integers(len(_KERNELS)))] if low < high else cv2.INTER_AREA
        rgb = np.asarray(cv2.resize(rgb, (wide, tall), interpolation=kernel), np.uint8)
        rgb = self._codec(rgb, rng)
        left, top = int(rng.integers(wide - size + 1)), int(rng.integers(tall - size + 1))
        if mask is not None:
            mask = _nearest(mask, wide, tall)[top : top + size, left : left + size]
        return np.ascontiguousarray(rgb[top : top + size, left : left + size]), mask

    @property
    def _geometric(self) -> bool:
        return bool(
            self.rotation or self.shift or self.shear or self.stretch or self.zoom != (1.0, 1.0)
        )

    def _warp(
        self, rgb: Rgb, mask: Mask | None, size: int, rng: np.random.Generator
    ) -> tuple[Rgb, Mask | None]:
        matrix, border = self.matrix(rng, size), cv2.BORDER_REPLICATE

        def warped(pixels: NDArray[np.uint8], flags: int) -> NDArray[np.uint8]:
            found = cv2.warpAffine(pixels, matrix, (size, size), flags=flags, borderMode=border)
            return np.asarray(found, np.uint8)

        if mask is not None:
            mask = warped(_nearest(mask, size, size), cv2.INTER_NEAREST)
        return warped(network_input(rgb, size), cv2.INTER_LINEAR), mask

    def _codec(self, rgb: Rgb, rng: np.random.Generator) -> Rgb:
        if self.blur and rng.random() < self.blur:
            rgb = cv2.GaussianBlur(rgb, (0, 0), rng.uniform(0.3, 1.2)).astype(np.uint8)
        if self.grey and rng.random() < self.grey:
            grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
            rgb = np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2RGB), np.uint8)
        return self._jpeg(rgb, rng)

    def _jpeg(self, rgb: Rgb, rng: np.random.Generator) -> Rgb:
        if not self.jpeg[1] or rng.random() >= self.jpeg_share:
            return rgb
        quality = int(rng.integers(self.jpeg[0], self.jpeg[1] + 1))
        return jpeg(rgb, max(1, quality), _SAMPLING[int(rng.integers(2))])

    def _light(self, rgb: Rgb, rng: np.random.Generator) -> Rgb:
        if not self.light:
            return rgb
        gain, bias = rng.uniform(-self.light, self.light, 2)
        table = (np.arange(256) - 128.0) * (1 + gain) + 128 * (1 + bias)
        return np.asarray(cv2.LUT(rgb, np.clip(table, 0, 255).astype(np.uint8)), np.uint8)


def _nearest(mask: Mask, width: int, height: int) -> Mask:
    if mask.shape == (height, width):
        return mask
    resized = cv2.resize(mask, (width, height), interpolation=cv2.INTER_NEAREST_EXACT)
    return np.asarray(resized, np.uint8)
