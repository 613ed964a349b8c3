"""A classifier of this program as a further detector: a part of a fused score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.core.progress import Progress
from gng_desktop.core.reading import read_bytes
from gng_desktop.core.timestamps import now
from gng_desktop.datasets.framing import FaceCache
from gng_desktop.datasets.items import FaceItem, sources_of, truth_of
from gng_desktop.datasets.loading import plain_views
from gng_desktop.engines.graphs import graph_bytes
from gng_desktop.engines.protocol import Engine
from gng_desktop.engines.select import open_engine
from gng_desktop.modelstore import ModelError, StoredModel, load_model
from gng_desktop.modelstore.detectors import Preprocess, StoredDetector, check_id, save_detector
from gng_desktop.modelstore.manifest import ROLES
from gng_desktop.modelstore.scope import load_scope
from gng_desktop.training.calibration import false_alarms, scaled
from gng_desktop.training.card import detector_card
from gng_desktop.training.groups import classification_test
from gng_desktop.training.run_test import limited
from gng_desktop.training.scoring import PART, Steps, out_of_scope
from gng_desktop.training.unseen import Unseen

Scores = NDArray[np.float64]

NEVER_REAL = (
    "Finds generators like those of its training and says nothing of others: it never calls a face "
    "real, and in the fused score it only ever speaks for a generator."
)

CLIP = (
    "Its first weights are those of CLIP (OpenAI, MIT licence), whose model card calls deployed "
    "use out of scope, and surveillance never in scope."
)


class Found(NamedTuple):
    """Calibrated scores (0..1) and novelties of images, (N,) each."""

    score: Scores
    novelty: Scores

    @property
    def within(self) -> Scores:
        """The scores, nan where the face is out of scope, as `scoring.fuse` takes them."""
        return np.where(self.novelty > 1, np.nan, self.score)


@dataclass(frozen=True)
class Alternative:
    """A classifier that is to become the further detector `name`.

    One that is `weighed` counts for both sides, on every face; others say nothing outside their
    scope. `cached` runs it, if features of its images are cached.
    """

    name: str
    model: StoredModel
    weighed: bool = False
    cached: Engine | None = None

    @classmethod
    def open(cls, name: str, folder: Path, weighed: bool = False) -> Alternative:
        """Load a model folder.

        Raises
        ------
        ModelError
            If it holds no calibrated classifier with a scope, or `name` is not usable.
        """
        model = load_model(folder)
        m = model.manifest
        scoped = m.scope is not None or weighed
        if m.task != "classification" or m.calibration is None or not scoped:
            raise ModelError(
                f"{model.label} is no calibrated classifier{'' if weighed else ' with a scope'}; "
                "publish it with 'models add'."
            )
        try:
            check_id(name)
        except ValueError as error:
            raise ModelError(f"The alternative cannot be made: {error}.") from error
        return cls(name, model, weighed)

    @cached_property
    def engine(self) -> Engine:
        """The engine that runs it."""
        return self.cached or open_engine(self.model, "cpu")

    def scored(self, items: Sequence[FaceItem], faces: FaceCache | None, text: str) -> Steps[Found]:
        """Score images, a few at a time; `text` says which they are."""
        scope = None if self.weighed else load_scope(self.model)
        raw: list[float] = []
        novelty: list[float] = []
        view = ROLES[self.model.manifest.role].view
        for batch in plain_views(items, self.engine.size, PART, faces, view):
            yield Progress(len(raw), len(items), text)
            some, features = self.engine.run_with_features(batch)
            raw += some.tolist()
            if scope is None:
                novelty += [0.0] * len(some)
            else:
                assert features is not None
                novelty += scope.novelty(features).tolist()
        fit = self.model.manifest.calibration
        return Found(scaled(np.array(raw), fit), np.array(novelty))

    def has_seen(self, items: Sequence[FaceItem]) -> NDArray[np.bool_]:
        """Return for which images, (N,), it was trained on the generator or the real source.

        A generator counts as seen whatever source its images come from.
        """
        trained = set(self.model.manifest.metrics.get("trained_sources", ()))
        names = {i.generator for i in items if i.generated and i.source in trained} - {""}
        starts = tuple(f"{name} (" for name in names)
        return np.array(
            [
                i.source in trained
                or (i.generated and (i.generator in names or i.generator.startswith(starts)))
                for i in items
            ],
            bool,
        )

    def install(
        self,
        folder: Path,
        check: Sequence[FaceItem],
        checked: Found,
        test: Sequence[FaceItem],
        tested: Found,
        unseen: Sequence[Scores],
    ) -> StoredDetector:
        """Write it as a further detector that never says "real".

        Parameters
        ----------
        folder : Path
            Of the detector.
        check, test : sequence of FaceItem
            Validation and test images.
        checked, tested : Found
            What it says of them.
        unseen : sequence of ndarray
            Its scores of each real source that it was not trained on; they too set its limit.
        """
        m, graph = self.model.manifest, graph_bytes(self.model)
        others = Unseen(self.model.manifest.id, (), tuple(unseen), (), {}) if unseen else None
        ends = limited(checked.score, check, others)
        if self.weighed:
            assert m.thresholds is not None
            ends = asdict(m.thresholds)
        else:
            ends["real_below"] = 0.0
        high = ends["generated_above"]
        trained = list(m.metrics.get("trained_sources", ()))
        metrics = classification_test(test, tested.score, (ends["real_below"], high), trained)
        truth, source = truth_of(check), sources_of(check)
        metrics["validation"] = false_alarms(checked.score, truth, source, high)
        if not self.weighed:
            metrics["scope"] = out_of_scope(test, tested.novelty)
        if others and not self.weighed:
            ends["chosen_on"] = f"{ends['chosen_on'].partition(',')[0]}, {len(check)} images, and "
            ends["chosen_on"] += f"{len(unseen)} real sources that it was not trained on"
        clip = [CLIP] if m.architecture.family == "vit" else []
        black, white = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
        fields = {
            "id": self.name,
            "view": ROLES[m.role].view,
            "input": "rgb",
            "output": "score",
            "preprocess": asdict(
                Preprocess(m.input.size, "NHWC", "uint8", "RGB", 1.0, black, white)
            ),
            "gives": "probability",
            "positive": (1,),
            "guessed": (),
            "source": self.model.label,
            "source_sha256": self.model.sha256,
            "features": "" if self.weighed else "features",
            "calibration": asdict(m.calibration) if m.calibration else None,
            "thresholds": ends,
            "scope": None if self.weighed or m.scope is None else asdict(m.scope),
            "training": m.training,
            "metrics": metrics | {"trained_sources": trained},
            "limits": [*([] if self.weighed else [NEVER_REAL]), *clip, *m.limits],
            "created": now(),
            "program": __version__,
        }
        known = None if self.weighed else m.scope
        scope = read_bytes(self.model.folder / known.file) if known else None
        return save_detector(folder, fields, graph, detector_card(fields), True, scope)
