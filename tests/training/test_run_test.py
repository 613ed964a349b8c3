"""Test figures, with engines whose answers are known."""

import numpy as np
import pytest

from gng_desktop.core.progress import result_of
from gng_desktop.datasets.items import FaceItem, read_faces
from gng_desktop.training.scoring import PART, score_steps
from tests.fakes import Brightness


def test_raw_scores_over_several_batches(pictures):
    items = read_faces(pictures / "faces/index.csv")
    assert len(items) > PART
    scores = result_of(score_steps(Brightness(), items, None))
    assert scores.shape == (len(items),)
    one_by_one = [result_of(score_steps(Brightness(), [i], None))[0] for i in items]
    np.testing.assert_array_equal(scores, one_by_one)


class LeftHalf(Brightness):
    """Scores a picture by the brightness of its left half."""

    def answer(self, batch):
        return super().answer(batch[:, :, : self.size // 2])


def test_flipped_scores_are_the_mean_logit_of_both_sides(tmp_path, png):
    rgb = np.zeros((16, 16, 3), np.uint8)
    rgb[:, :8], rgb[:, 8:] = 204, 51
    item = FaceItem(png(tmp_path / "a.png", rgb), True, "s", "test")
    assert result_of(score_steps(LeftHalf(), [item], None))[0] == pytest.approx(0.8)
    assert result_of(score_steps(LeftHalf(), [item], None, flip=True))[0] == pytest.approx(0.5)
    rgb[:, 8:] = 204
    item = FaceItem(png(tmp_path / "b.png", rgb), True, "s", "test")
    assert result_of(score_steps(LeftHalf(), [item], None, flip=True))[0] == pytest.approx(0.8)
