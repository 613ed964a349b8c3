"""A case with rows in every table, made up."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis.stress import Stress, point_of
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.provenance.record import read_provenance


@pytest.fixture
def evidence(tmp_path):
    path = tmp_path / "evidence" / "ä b.png"
    path.parent.mkdir()
    Image.fromarray(np.full((48, 64, 3), 90, np.uint8)).save(path)
    return path


def score(batch):
    return 1e-4 + batch.mean(axis=(1, 2, 3)) / 255


@pytest.fixture
def results(make_analysis, evidence, explained):
    """All that can be known of one image."""
    analysis = make_analysis(evidence, sha256=hashlib.sha256(evidence.read_bytes()).hexdigest())
    changed = replace(analysis, verdict="inconclusive", score_with_background=0.5)
    stress = Stress((point_of("as is", 0, analysis), point_of("jpeg", 50, changed)))
    tested = faithfulness(score, explained.maps[0], "black", steps=2, random_maps=1)
    return Results(
        analysis,
        (explained,),
        {explained.maps[0].method: (tested, tested)},
        (decide(analysis, "generated", "Pupils differ.\n„ä“", "A. Rossi"),),
        read_provenance(evidence),
        stress,
    )


@pytest.fixture
def case(tmp_path):
    """A new case."""
    return Case.create(tmp_path / "a.gng", "Fall 1", "2024/7", "A. Rossi", "B. Neri")


@pytest.fixture
def full(tmp_path, case, results, models):
    """A case with rows in every table."""
    case.add_settings({"unit": "log-odds", "evals": 500})
    case.add_results(results, previews(results), models)
    other = replace(results.analysis, sha256="1" * 64, path="no/other.png", verdict="real")
    case.add_results(Results(other), {"original": b"\xff\xd8 a picture"}, models)
    case.add_decision(decide(other, "undecided", "", "C. Verdi"))
    case.add_report(tmp_path / "report.pdf", "2" * 64, [results.analysis.sha256])
    case.remark("looked at by the court")
    return case


_made = []


@pytest.fixture
def copy(request, tmp_path):
    """Return a fresh copy of a full case at every call."""
    if not _made:
        _made.append(request.getfixturevalue("full").path.read_bytes())

    def copied(name="copy.gng"):
        path = tmp_path / name
        path.write_bytes(_made[0])
        return path

    return copied
