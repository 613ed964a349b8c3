import cv2
import numpy as np
import pytest

from gng_desktop.imaging.background import components, members


@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 0.6, 1.0])
def test_parts_and_sizes_are_those_that_opencv_counts(share):
    rng = np.random.default_rng(3)
    binary = (rng.random((40, 57)) < share).astype(np.uint8)
    labels, areas = components(binary)
    count, expected, stats, _ = cv2.connectedComponentsWithStats(binary, connectivity=8)
    assert len(areas) == count and areas[0] == 0
    # The order of the labels is nobody's promise.
    for label in range(1, count):
        (ours,) = np.unique(labels[expected == label])
        assert areas[ours] == stats[label, cv2.CC_STAT_AREA]
    assert np.array_equal(labels == 0, binary == 0)


def test_one_part():
    binary = np.zeros((9, 9), np.uint8)
    binary[2:4, 3:8] = 1
    labels, areas = components(binary)
    assert areas.tolist() == [0, 10] and np.array_equal(labels, binary)


@pytest.mark.parametrize("ids", [(), (0,), (2, 13, 5)])
def test_members_are_the_pixels_of_the_classes_asked_for(ids):
    mask = np.random.default_rng(1).integers(0, 14, (7, 8)).astype(np.uint8)
    found = members(mask, ids)
    assert found.dtype == np.uint8
    assert np.array_equal(found, np.isin(mask, ids))
