"""Fusing models into one score, and the images of the folds that it rests on."""

import numpy as np
import pytest

from gng_desktop.datasets.items import FaceItem
from gng_desktop.datasets.reconstruct import RECORD, is_made
from gng_desktop.modelstore import ModelError
from gng_desktop.modelstore.inventory import shipped_folder
from gng_desktop.training import protocol as protocols
from gng_desktop.training.alternatives import Alternative
from gng_desktop.training.fusing import fuse_steps
from gng_desktop.training.protocol import Fold, FoldScores, Protocol, scored
from gng_desktop.training.protocol_results import fold_result
from tests.fakes import install_model, platt


def test_models_that_came_with_the_program_are_refused_before_anything_is_scored(tmp_path):
    shipped = [shipped_folder() / name for name in ("with-background", "without-background")]
    with pytest.raises(ModelError, match="came with the program and is never replaced"):
        next(iter(fuse_steps(shipped, tmp_path / "no data", tmp_path)))


def test_a_family_model_is_no_classifier_to_fuse(tmp_path):
    temperature = platt(1, 0) | {"method": "temperature"}
    roles = {"with_background": {}, "family": {"calibration": temperature}}
    folders = [install_model(tmp_path / r, r, **more).folder for r, more in roles.items()]
    with pytest.raises(ModelError, match="is no calibrated classifier"):
        Alternative.open("kinds", folders[1], weighed=True)
    with pytest.raises(ModelError, match="needs the with-background classifier and others"):
        next(iter(fuse_steps(folders, tmp_path, tmp_path)))


def test_recipes_with_and_without_reconstructions_are_scored_on_the_same_photos(
    tmp_path, monkeypatch
):
    made = tmp_path / "recon"
    (made / "real").mkdir(parents=True)
    (made / RECORD).touch()

    def photos(folder):
        return [FaceItem(folder / f"{n}.jpg", False, "camera", "train", "") for n in range(9)]

    taken, copies = photos(tmp_path / "faces/camera"), photos(made / "real")
    fold, protocol = Fold("first", sources=("camera",)), Protocol(images=4)
    chosen = []
    for faces in (taken, copies + taken):
        monkeypatch.setattr(protocols, "faces_of", lambda *_, faces=faces: faces)
        chosen.append(scored(None, tmp_path, fold, protocol))
    assert len(chosen[0]) == 4 and len(chosen[1]) == 8
    assert [item for item in chosen[1] if not is_made(item)] == chosen[0]


def test_a_left_out_source_is_counted_by_its_photos_as_taken(tmp_path):
    made = tmp_path / "recon"
    made.mkdir()
    (made / RECORD).touch()

    def faces(folder, generated, source, split, *scores):
        name = "gan" if generated else ""
        own = [
            FaceItem(folder / f"{source} {n}.jpg", generated, source, split, "", name)
            for n in range(len(scores))
        ]
        return list(zip(own, scores, strict=True))

    rows = [
        *faces(tmp_path / "a/b", False, "camera", "test", 0.1, 0.2),
        *faces(made / "real", False, "camera", "test", 0.99, 0.99, 0.99),
        *faces(tmp_path / "a/b", False, "phone", "val", 0.1, 0.2, 0.3),
        *faces(tmp_path / "a/b", True, "fakes", "val", 0.7, 0.8, 0.9),
    ]
    items, raw = zip(*rows, strict=True)
    out = np.array([item.source == "camera" for item in items])
    fold = Fold("first", sources=("camera",))
    found = fold_result(fold, FoldScores(items, out, np.array(raw)))
    (row,) = found.rows
    assert (row.images, row.called_generated) == (2, 0)
    assert len(found.items) == len(found.score) == 2
