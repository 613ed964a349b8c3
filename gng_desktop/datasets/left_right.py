"""Left and right of paired features, from where they lie in a face."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from gng_desktop.imaging.labels import BACKGROUND, SWAPPED_IN_MIRROR, with_sides_exchanged

_EYES, _BROWS, _EARS = SWAPPED_IN_MIRROR
_NOSE, _LIPS, _TEETH = 4, 5, 11

_SECOND_NOSE = 0.2
"""A piece of nose is a nose of its own from this share of the largest one's area."""
_STRAY = 0.25
"""A noseless piece below this share of the nearest face's area is a part of that face."""
_SPECK = 0.25
"""Pieces below this share of the largest one's area do not count for where the pair's middle is."""
_GAP = 0.12
"""Least distance of two pieces that count as a pair, as a share of the head's width."""
_BOTH = 0.35
"""A piece wider than this share of the head's width holds both sides (joined eyebrows)."""

Points = NDArray[np.float64]


def assign_sides(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Give eyes, eyebrows and ears the side that their place in the face shows.

    Left is the subject's left: it lies on the image's right while the face is upright. The axis of
    a face runs from mouth or nose to eyes and brows, so it follows a tilted head. Where both parts
    of a pair show, the middle between them divides; of a single part its side of the nose decides,
    so a profile keeps its one eye on the visible side.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        Class ids; of each pair either id, its side is not looked at. Several heads may be there.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        A copy in which ids 2/3, 7/8 and 9/10 show the sides (SPEC 1.1); others as they were.
    """
    sided = mask.copy()
    heads = _heads(mask)
    for number in np.unique(heads[np.isin(mask, SWAPPED_IN_MIRROR)]):
        head = heads == number
        noses = _pieces(head & (mask == _NOSE))
        large = [n for n in noses if len(n) >= _SECOND_NOSE * len(noses[0])]
        if len(large) < 2:
            _assign(mask, sided, head)
            continue
        # Heads that touch: every pixel belongs to the nearest nose.
        where = np.argwhere(head)
        middles = np.stack([n.mean(axis=0) for n in large])
        owner = np.linalg.norm(where[:, None] - middles, axis=2).argmin(axis=1)
        for i in range(len(large)):
            part = np.zeros_like(head)
            part[tuple(where[owner == i].T)] = True
            _assign(mask, sided, part)
    return sided


def sides_contradict(mask: NDArray[np.uint8]) -> bool:
    """Return whether left and right of a mask contradict their place in the face.

    So they do where an image and its mask were mirrored but the ids not exchanged.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        Class ids that show the sides.

    Returns
    -------
    bool
        Whether `assign_sides` changes more than half of the pixels of eyes, eyebrows and ears.
    """
    # Where the parts lie shows in every fourth row and column too, in a sixth of the time.
    step = 4 if min(mask.shape) > 256 else 1
    mask = np.ascontiguousarray(mask[::step, ::step])
    paired = np.isin(mask, SWAPPED_IN_MIRROR)
    return bool(paired.any() and (assign_sides(mask)[paired] != mask[paired]).mean() > 0.5)


def with_sides_corrected(mask: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Exchange left and right of a mask where they contradict their place in the face.

    Parameters
    ----------
    mask : ndarray of uint8, shape (H, W)
        As for `sides_contradict`; values that are no class id stay as they are.

    Returns
    -------
    ndarray of uint8, shape (H, W)
        The mask itself where its sides fit.
    """
    return with_sides_exchanged(mask) if sides_contradict(mask) else mask


def _heads(mask: NDArray[np.uint8]) -> NDArray[np.int32]:
    """Return the number of the head each pixel belongs to, from 1 up; 0 is the background."""
    _, heads = cv2.connectedComponents((mask != BACKGROUND).astype(np.uint8))
    areas = np.bincount(heads.ravel())
    noses = {
        int(n): np.argwhere((heads == n) & (mask == _NOSE)).mean(axis=0)
        for n in np.unique(heads[mask == _NOSE])
    }
    for number in np.unique(heads[np.isin(mask, SWAPPED_IN_MIRROR)]):
        if number in noses or not noses:
            continue
        # An ear that hair or a gap cuts off belongs to the nearest face.
        place = np.argwhere(heads == number).mean(axis=0)
        nearest = min(noses, key=lambda n: float(np.linalg.norm(noses[n] - place)))
        if areas[number] < _STRAY * areas[nearest]:
            heads[heads == number] = nearest
    return np.asarray(heads, np.int32)


def _pieces(where: NDArray[np.bool_]) -> list[Points]:
    """Return the (n, 2) row and column of the pixels of each connected piece, largest first."""
    count, pieces = cv2.connectedComponents(where.astype(np.uint8))
    found = [np.argwhere(pieces == i).astype(np.float64) for i in range(1, count)]
    return sorted(found, key=len, reverse=True)


def _middle(head: NDArray[np.bool_], mask: NDArray[np.uint8], *ids: int) -> Points | None:
    """Return row and column of the middle of the pixels of `ids`, each pixel counting alike."""
    where = np.argwhere(head & np.isin(mask, ids))
    return where.mean(axis=0) if len(where) else None


def _assign(mask: NDArray[np.uint8], sided: NDArray[np.uint8], head: NDArray[np.bool_]) -> None:
    """Write the sides of one head into `sided`."""
    across = _across(mask, head)
    everything = np.argwhere(head) @ across
    width = np.ptp(everything) + 1
    centre = _middle(head, mask, _NOSE)
    if centre is None:
        centre = _middle(head, mask, _LIPS, _TEETH)
    axis = float(everything.mean() if centre is None else centre @ across)
    for left, right in SWAPPED_IN_MIRROR:
        pieces = _pieces(head & np.isin(mask, (left, right)))
        if not pieces:
            continue
        places = [float((p @ across).mean()) for p in pieces]
        large = [
            x for p, x in zip(pieces, places, strict=True) if len(p) >= _SPECK * len(pieces[0])
        ]
        pair = max(large) - min(large) >= _GAP * width
        divide = (max(large) + min(large)) / 2 if pair else axis
        for points, place in zip(pieces, places, strict=True):
            along = points @ across
            if np.ptp(along) > _BOTH * width:
                of_left = along > axis
            else:
                of_left = np.full(len(along), place > divide)
            rows, columns = points.astype(int).T
            sided[rows, columns] = np.where(of_left, left, right)


def _across(mask: NDArray[np.uint8], head: NDArray[np.bool_]) -> Points:
    """Return the unit vector (row, column) toward the image's right of the face held upright."""
    upper = _middle(head, mask, *_EYES, *_BROWS)
    nose, lips = _middle(head, mask, _NOSE), _middle(head, mask, _LIPS, _TEETH)
    if upper is None:
        upper, lower = nose, lips
    else:
        lower = nose if lips is None else lips
    if upper is None or lower is None or np.linalg.norm(upper - lower) < 1:
        return np.array([0.0, 1.0])
    up = (upper - lower) / np.linalg.norm(upper - lower)
    return np.array([up[1], -up[0]])
