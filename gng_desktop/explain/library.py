"""Our SHAP and regions beside the published libraries, shap and shapiq.

Both are imported when they are asked for: shap brings numba, and the inspector leaves it out.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from gng_desktop import __version__
from gng_desktop.analysis import OWN
from gng_desktop.core.progress import Progress
from gng_desktop.core.shipped import build, package_version
from gng_desktop.explain.catalogue import Unit
from gng_desktop.explain.explanation import Explanation, explained_inputs
from gng_desktop.explain.maskers import BATCH, BLUR, MASKERS, Masker, Score, check_masker
from gng_desktop.explain.stopwatch import Clock
from gng_desktop.explain.units import check_unit, to_unit
from gng_desktop.modelstore import ModelError

if TYPE_CHECKING:
    from gng_desktop.analysis.pipeline import Analyser
    from gng_desktop.analysis.result import Analysis
    from gng_desktop.explain.regions import RegionExplanation

POLL_S = 0.05
LIBRARIES = ("shap", "shapiq")
OWN_ENGINE = f"GNG Desktop {__version__}"


@dataclass(frozen=True)
class Check:
    """Our explanation of both scores beside a published library's.

    Attributes
    ----------
    library, ours : str
        Names and versions, such as ``"shap 0.51.0"``.
    method : str
        `Explanation.method`.
    unit : str
        Of the values.
    differences : dict of str to float
        By classifier, the largest difference of a value, in `unit`.
    largest : dict of str to float
        By classifier, the largest value of ours, in `unit`.
    """

    library: str
    ours: str
    method: str
    unit: str
    differences: dict[str, float]
    largest: dict[str, float]

    @property
    def sentence(self) -> str:
        """For people."""
        listed = ", ".join(
            f"{role.replace('_', ' ')} {difference:.2g} (largest value {self.largest[role]:.2g})"
            for role, difference in self.differences.items()
        )
        return (
            f"Checked with {self.library} against {self.ours}: the largest difference is {listed}, "
            f"in {self.unit}."
        )

    def to_json(self) -> dict[str, Any]:
        """Return the fields and the sentence as JSON values."""
        return {**vars(self), "sentence": self.sentence}


def check_library(name: str) -> str:
    """Return the name and version of a library.

    Raises
    ------
    ModelError
        If it is not there; one sentence.
    """
    if build() == "inspector":
        raise ModelError(
            f"Checking with {name} needs the full build of GNG Desktop; this is the inspector."
        )
    if find_spec(name) is None:
        raise ModelError(
            f"This needs the Python package {name}, which is not installed; install it with pip."
        )
    return f"{name} {package_version(name)}".rstrip()


def _library_map(
    score: Score,
    image: NDArray[np.uint8],
    evaluations: int,
    masker: str,
    unit: Unit,
    on_batch: Callable[[int], None],
) -> Explanation:
    """Explain one score by shap's PartitionExplainer; what `on_batch` raises stops it."""
    name = check_library("shap")
    check_masker(masker)
    check_unit(unit)
    import shap

    clock, done = Clock(), 0
    values = {"telea": "inpaint_telea", "blur": f"blur({BLUR[0]},{BLUR[1]})", "black": 0}
    value: Any = values.get(masker)
    if masker == "mean":
        value = MASKERS["mean"](image)

    def worth(batch: Any) -> NDArray[np.float64]:
        nonlocal done
        given = np.ascontiguousarray(batch).astype(np.uint8)
        done += len(given)
        on_batch(done)
        return to_unit(score(given), unit)

    # A mask makes one picture, so there is nothing to linearise; for images shap fails to, too.
    explainer = shap.PartitionExplainer(
        worth,
        shap.maskers.Image(value, image.shape),
        link=shap.links.identity,
        linearize_link=False,
    )
    state = np.random.get_state()  # noqa: NPY002
    np.random.seed(0)  # noqa: NPY002 (ties are broken so)
    try:
        found = explainer(image[None], max_evals=evaluations, batch_size=BATCH, silent=True)
    finally:
        np.random.set_state(state)  # noqa: NPY002
    return Explanation(
        method="shap-partition",
        masker=masker,
        values=found.values.reshape(image.shape).sum(axis=2).astype(np.float32),
        image=image,
        baseline=float(np.ravel(found.base_values)[0]),
        prediction=float(score(image[None])[0]),
        evaluations=done,
        seconds=clock.seconds,
        unit=unit,
        budget=evaluations,
        engine=name,
    )


class _Stopped(Exception):
    """The work was ended from outside."""


def library_pair(
    analyser: Analyser,
    analysis: Analysis,
    evaluations: int = 500,
    masker: str = "telea",
    unit: Unit = "log-odds",
) -> Iterator[Progress | tuple[Explanation, Explanation]]:
    """Explain both scores by shap; yield progress, at last both maps. Closing it ends the work.

    Parameters as of `gng_desktop.explain.partition.explain_pair`, and what it raises; ModelError
    too, if shap is not there.
    """
    check_library("shap")
    jobs = explained_inputs(analysis).items()
    total, maps = 2 * evaluations, list[Explanation]()
    for number, (role, image) in enumerate(jobs):
        score = partial(analyser.score, role)
        work = partial(_library_map, score, image, evaluations, masker, unit)
        with closing(_in_steps(work)) as steps:
            for step in steps:
                if isinstance(step, Explanation):
                    maps.append(step)
                else:
                    yield Progress(min(number * evaluations + step, total), total, "shap")
    yield maps[0], maps[1]


def _in_steps(work: Callable[..., Explanation]) -> Generator[int | Explanation, None, None]:
    """Run a map on a thread; yield the evaluations done, at last the map."""
    done, stop = 0, threading.Event()

    def on_batch(count: int) -> None:
        nonlocal done
        if stop.is_set():
            raise _Stopped
        done = count

    with ThreadPoolExecutor(1, thread_name_prefix="shap") as pool:
        found = pool.submit(work, on_batch=on_batch)
        try:
            while not wait([found], POLL_S).done:
                yield done
            yield found.result()
        finally:
            stop.set()


def check_with_shap(
    analyser: Analyser, analysis: Analysis, ours: tuple[Explanation, Explanation]
) -> Iterator[Progress | Check]:
    """Repeat our SHAP maps with the published explainer; yield progress, at last the check.

    `ours` are complete, with and without background, and made by `analyser` of `analysis`.

    Raises
    ------
    ModelError
        If shap is not there.
    ValueError
        If the maps are none of SHAP.
    """
    first = ours[0]
    if any(e.method != "shap-partition" or e.engine or not e.complete for e in ours):
        raise ValueError("only complete SHAP maps of this program can be checked with shap")
    library = check_library("shap")
    unit: Any = first.unit
    for step in library_pair(analyser, analysis, first.budget, first.masker, unit):
        if isinstance(step, Progress):
            yield step
        else:
            values = [[e.values for e in maps] for maps in (ours, step)]
            yield _compared(library, first.method, unit, *values)


def check_with_shapiq(
    analyser: Analyser, regions: tuple[RegionExplanation, RegionExplanation]
) -> Check:
    """Compute the Shapley values of both region tables by shapiq, from the start.

    `analyser` made them; ModelError if shapiq is not there.
    """
    library = check_library("shapiq")
    jobs = zip(OWN, regions, strict=True)
    theirs = [_by_shapiq(partial(analyser.score, role), ours) for role, ours in jobs]
    return _compared(library, "regions", regions[0].unit, [r.phi for r in regions], theirs)


def _compared(
    library: str, method: str, unit: str, ours: Sequence[Any], theirs: Sequence[Any]
) -> Check:
    pairs = list(zip(OWN, ours, theirs, strict=True))
    differences = {role: float(np.abs(own - other).max()) for role, own, other in pairs}
    largest = {role: float(np.abs(own).max()) for role, own, _ in pairs}
    return Check(library, OWN_ENGINE, method, unit, differences, largest)


def _by_shapiq(score: Score, ours: RegionExplanation) -> NDArray[np.float64]:
    from shapiq import ExactComputer

    masker = Masker(ours.masker, ours.image)
    # Where the background is black from the start it is shown in every coalition.
    playing = np.arange(len(ours.players))
    if ours.evaluations < 2 ** len(ours.players):
        playing = playing[1:]

    def worth(coalitions: NDArray[np.bool_]) -> NDArray[np.float64]:
        found = []
        for first in range(0, len(coalitions), BATCH):
            pictures = []
            for coalition in coalitions[first : first + BATCH]:
                there = np.ones(len(ours.players), bool)
                there[playing] = coalition
                pictures.append(masker.show(there[ours.labels]))
            found.append(to_unit(score(np.stack(pictures)), ours.unit))
        return np.concatenate(found)

    values = ExactComputer(worth, n_players=len(playing))("SV")
    phi = np.zeros(len(ours.players))
    phi[playing] = [values[(number,)] for number in range(len(playing))]
    return phi
