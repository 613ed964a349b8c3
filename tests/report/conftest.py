"""Results with everything that a report tells of, made up."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from PIL import ExifTags, Image

from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.explain.faithfulness import faithfulness
from gng_desktop.explain.methods import Explained
from gng_desktop.provenance.record import read_provenance
from gng_desktop.report.collect import content_of_results
from gng_desktop.report.content import Cover
from tests.casework import conftest as shared
from tests.fakes import by_regions
from tests.tiny_data import exif_of_place

make_analysis, models = shared.make_analysis, shared.models
pair, square = shared.pair, shared.square

HOSTILE = "<img src=file:///etc/passwd>\u202egnp.\nx"
"""A name that asks for a file, turns the direction of writing and breaks the line."""
REGIONS = {"background": 0.5, "general face": -0.25, "hair": 1.5}


def stress_of(verdicts=()):
    points = [StressPoint("as is", 0, "ok", "generated", 0.9, 0.8, "")]
    points += [
        StressPoint(kind, amount, "ok", "generated", 0.9, 0.8, "")
        for kind, amounts in AMOUNTS.items()
        for amount in amounts
    ]
    for place, verdict in verdicts:
        points[place] = replace(points[place], verdict=verdict)
    return Stress(tuple(points))


@pytest.fixture(scope="module")
def photo(tmp_path_factory):
    """A JPEG that says more than it should."""
    exif = exif_of_place()
    exif[ExifTags.Base.ImageDescription] = '"><script>alert(1)</script>' * 20
    path = tmp_path_factory.mktemp("evidence") / "photo.jpg"
    Image.fromarray(np.full((48, 64, 3), 90, np.uint8)).save(path, exif=exif)
    return path


@pytest.fixture(scope="module")
def make_results(make_analysis, pair, photo):
    """Makes the results on `photo`, under any name, with all there is."""

    def make(name="photo.jpg", **changes):
        sha256 = hashlib.sha256(photo.read_bytes()).hexdigest()
        analysis = make_analysis(f"{photo.parent}/{name}", sha256=sha256, **changes)
        tested = tuple(
            faithfulness(lambda batch: np.full(len(batch), 0.9), e, "black", steps=2, random_maps=1)
            for e in pair
        )
        bars = Explained(
            tuple(replace(e, method="regions") for e in pair),
            tuple(
                by_regions(
                    {name: sign * value for name, value in REGIONS.items()},
                    baseline=-1.0,
                    prediction=score,
                    notes=("The right ear was counted with the hair.",),
                )
                for sign, score in ((1, 0.9), (-1, 0.8))
            ),
            "The with-background classifier rests mainly on hair (67 %).",
        )
        return Results(
            analysis,
            explained=(Explained(pair), bars),
            tested={"shap-partition": tested},
            history=(
                decide(analysis, "undecided", "First look.", "A. Analyst"),
                decide(analysis, "generated", "<b>Sure</b>\nnow.", "B. Analyst"),
            ),
            provenance=read_provenance(photo),
            stress=stress_of(((3, "real"),)),
        )

    return make


@pytest.fixture(scope="module")
def make_content(make_results, models):
    """Makes the content of a report on one image; arguments go to `content_of_results`."""

    def make(*results, **options):
        options = {"cover": Cover("Case", "2024/7", "A. Analyst")} | options
        return content_of_results(results or (make_results(),), models, **options)

    return make
