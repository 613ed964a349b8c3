from pathlib import Path

import pytest

from gng_desktop.modelstore import StoredModel, install
from tests.fakes import manifest_fields, platt


def classifier_fields(**changes) -> dict:
    """Return a valid classifier manifest, less the hashes."""
    return (
        manifest_fields(
            size=224,
            id="face-v2.1",
            calibration=platt(1, -0.5) | {"fitted_on": "calibration split"},
            thresholds={"real_below": 0.2, "generated_above": 0.9, "chosen_on": "validation"},
            training={"epochs": 3, "seed": 1},
            metrics={"auc": 0.97},
            limits=["Frontal faces only."],
            created="2024-05-01T12:00:00+00:00",
        )
        | changes
    )


@pytest.fixture
def fields():
    return classifier_fields


@pytest.fixture
def put(tmp_path):
    """Install a model with placeholder weights."""

    def put(folder: Path, graph: bytes | None = b"graph", **changes) -> StoredModel:
        weights = tmp_path / "source.h5"
        weights.write_bytes(f"weights of {folder.name}".encode())
        files = {"model.weights.h5": weights}
        if graph is not None:
            (tmp_path / "source.onnx").write_bytes(graph)
            files["model.onnx"] = tmp_path / "source.onnx"
        if changes.get("role") == "segmenter":
            changes = {
                "task": "segmentation",
                "classes": ["background", "face"],
                "calibration": None,
                "thresholds": None,
            } | changes
        return install(folder, classifier_fields(**changes), files)

    return put
