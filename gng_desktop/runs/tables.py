"""Tables of the thesis (000, chapter 4) and of documents 002 to 004, made from a folder of runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gng_desktop.core.reading import read_json
from gng_desktop.datasets.items import DataError
from gng_desktop.imaging.perturbations import KINDS, STRENGTHS
from gng_desktop.runs import published
from gng_desktop.runs.figures import ALL, PAIRS, TRAINED
from gng_desktop.runs.published import MIXED, QUALITIES, SEEN, SETS, SIDES, UNSEEN
from gng_desktop.runs.records import KINDS_FILE, NO_RUN, PROTECTOR_FIGURES, UNFINISHED, Run
from gng_desktop.runs.table import Cell, Table

BACKBONES = {
    "xception": "Xception",
    "resnet50": "ResNet50",
    "mobilenet_v3_large": "MobileNetV3 Large",
}
"""The thesis's backbones in its order; others follow by the name in their recipes."""
MODELS = {"mobilenet_v2": "MobileNetV2", "xception": "Xception", "custom_cnn": "CustomCNN"}
"""002's classifiers by backbone, in its order."""
STRATEGIES = ("none", "last", "all")
FIGURES = ("accuracy", "precision", "recall", "f1", "mcc")
BACKGROUNDS = {
    "with_background": "with",
    "without_background": "without",
    "background_only": "only",
}
GENERATORS = {"StyleGAN3": "", "StyleGAN2": "stylegan2/portraits", "StyleGAN": "stylegan1/ffhq"}
"""The matched pair that tests a generator; "" where no pair does."""
_WHY = "the papers' figures are of their own, larger data"


def _metrics(run: Run | None) -> Mapping[str, Any]:
    return run.tested["metrics"] if run is not None and run.tested and not run.empty else {}


def _cells(
    run: Run | None,
    found: Mapping[str, Any] | None,
    names: Sequence[str],
    known: Sequence[float] | None = None,
    source: str = "paper",
) -> tuple[Cell, ...]:
    """Return the cells of one group of figures, or of why there are none."""
    missing = "no test images" if source == "thesis" else "not measured"
    why = NO_RUN if run is None else run.empty or missing
    cells = []
    for n, name in enumerate(names):
        own = known[n] if known else None
        if found:
            cells.append(Cell(found[name], found["intervals"].get(name), own, source))
        else:
            cells.append(Cell(why, None, own, source))
    return tuple(cells)


def _each(runs: Iterable[Run], backbones: Iterable[str]) -> Iterable[tuple[str, Run | None]]:
    """Yield backbone and run, the published backbones first, whether there is a run or not."""
    chosen = list(runs)
    for backbone in dict.fromkeys([*backbones, *sorted(run.backbone for run in chosen)]):
        own = [run for run in chosen if run.backbone == backbone]
        yield from ((backbone, run) for run in _or_none(own))


def _or_none(runs: Sequence[Run]) -> Sequence[Run | None]:
    return runs or [None]


def _name(run: Run | None) -> str:
    return "-" if run is None else run.name


def table_4_1(runs: Sequence[Run]) -> Table:
    """Pixel accuracy of each segmenter, with its parameters and mean IoU."""
    table = Table(
        "Table 4.1: pixel accuracy on the test split, 95 % intervals by bootstrap over the images",
        ("backbone", "run"),
        ("parameters", "pixel accuracy", "mean IoU"),
    )
    for backbone, run in _each([run for run in runs if run.role == "segmenter"], BACKBONES):
        count, accuracy = published.SEGMENTERS.get(backbone, (None, None))
        empty = NO_RUN if run is None else run.empty
        parameters = run.tested["parameters"] if run and run.tested and not empty else empty
        names = ("pixel_accuracy", "mean_iou")
        pixel, iou = _cells(run, _metrics(run), names, None, "thesis")
        pixel = Cell(pixel.value, pixel.interval, accuracy)
        keys = (BACKBONES.get(backbone, backbone), _name(run))
        table.rows.append((keys, (Cell(parameters, None, count), pixel, iou)))
    return table


def table_4_2(runs: Sequence[Run]) -> Table:
    """Every classifier's figures on each matched pair, with, without and only background."""
    table = Table(
        "Table 4.2: figures per generator and background, 95 % intervals by bootstrap over the "
        "images; * the pair's sources were trained on; the thesis's backbone is MobileNetV3 Large",
        ("generator", "pair", "background", "run"),
        FIGURES,
    )
    for generator, pair in GENERATORS.items():
        for role, words in BACKGROUNDS.items():
            thesis = published.PAIRS.get((generator, role))
            chosen = [run for run in runs if run.role == role] if pair else []
            for run in _or_none(chosen):
                found = _metrics(run)
                trained = set(found.get("trained_sources", ()))
                star = "*" * bool(pair and trained.issuperset(PAIRS[pair]))
                cells = _cells(run, found.get("pairs", {}).get(pair), FIGURES, thesis, "thesis")
                table.rows.append(((generator, (pair or "-") + star, words, _name(run)), cells))
    return table


def _strategies(runs: Sequence[Run]) -> Iterable[tuple[str, str, Run | None]]:
    """Yield backbone, strategy and run of the with-background classifiers' cells."""
    chosen = [run for run in runs if run.role == "with_background"]
    others = sorted({run.transfer for run in chosen} - set(STRATEGIES))
    for backbone in dict.fromkeys(backbone for backbone, _ in _each(chosen, BACKBONES)):
        for transfer in (*STRATEGIES, *others):
            here = [r for r in chosen if (r.backbone, r.transfer) == (backbone, transfer)]
            if here or transfer in STRATEGIES:
                yield from ((backbone, transfer, run) for run in _or_none(here))


def table_4_3(runs: Sequence[Run]) -> Table:
    """Each backbone's figures by transfer strategy, over the test images of trained sources."""
    table = Table(
        "Table 4.3: with-background classifiers on the test images of the sources they were "
        "trained on, 95 % intervals by bootstrap over the images; the thesis's figures are those "
        "on StyleGAN2",
        ("backbone", "transfer", "run"),
        FIGURES[:4],
    )
    for backbone, transfer, run in _strategies(runs):
        thesis = published.STRATEGIES.get((backbone, transfer))
        cells = _cells(run, _metrics(run).get(TRAINED), FIGURES[:4], thesis, "thesis")
        table.rows.append(((BACKBONES.get(backbone, backbone), transfer, _name(run)), cells))
    return table


def table_4_4(runs: Sequence[Run]) -> Table:
    """Return wall time and best epoch of each cell of table 4.3."""
    table = Table(
        "Table 4.4: training time and best epoch of with-background classifiers",
        ("backbone", "transfer", "run"),
        ("time", "best epoch"),
    )
    for backbone, transfer, run in _strategies(runs):
        known = published.TIMES.get((backbone, transfer), (None, None))
        values: tuple[str | int, str | int] = (NO_RUN if run is None else UNFINISHED,) * 2
        if run is not None and run.finished:
            values = duration(float(run.record["wall_seconds"])), int(run.record["best_epoch"])
        cells = tuple(Cell(value, None, own) for value, own in zip(values, known, strict=True))
        table.rows.append(((BACKBONES.get(backbone, backbone), transfer, _name(run)), cells))
    return table


def duration(seconds: float) -> str:
    """Return a time as the thesis writes it: "2h 31m"; below an hour "31m 05s"."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600}h {whole % 3600 // 60:02d}m"
    return f"{whole // 60}m {whole % 60:02d}s"


TABLES: dict[str, Callable[[Sequence[Run]], Table]] = {
    "4.1": table_4_1,
    "4.2": table_4_2,
    "4.3": table_4_3,
    "4.4": table_4_4,
}
"""The thesis's, by number."""


def openforensics(runs: Sequence[Run]) -> Table:
    """Each classifier of 002 on Test-Dev and Test-Challenge, or on what stands for them."""
    table = Table(
        "Tables 2 to 5 of the OpenForensics study: Test-Dev and Test-Challenge, 95 % intervals by "
        "bootstrap over the images. * not OpenForensics: the run's own test images, and the same "
        f"perturbed as Test-Challenge is; {_WHY}",
        ("test", "model", "run"),
        FIGURES[:4],
    )
    chosen = classifiers(runs)
    for test, pair, other in (
        ("Test-Dev", "openforensics/test-dev", (TRAINED, ALL)),
        ("Test-Challenge", "openforensics/test-challenge", ("challenge",)),
    ):
        for backbone, run in _each(chosen, MODELS):
            metrics = _metrics(run)
            found = metrics.get("pairs", {}).get(pair)
            star = "" if found or run is None else "*"
            for name in other:
                found = found or metrics.get(name)
            known = published.OPENFORENSICS.get((backbone, test))
            keys = (test + star, MODELS.get(backbone, backbone), _name(run))
            table.rows.append((keys, _cells(run, found, FIGURES[:4], known)))
    return table


def resolution(runs: Sequence[Run]) -> Table:
    """Accuracy of each classifier of 002 by the resolution of its input (figure 23)."""
    table = Table(
        "Figure 23 of the OpenForensics study: accuracy by input resolution, px; no image is "
        "enlarged, so figures of small ones repeat",
        ("model", "run"),
        tuple(f"{side} px" for side in SIDES),
    )
    for backbone, run in _each(classifiers(runs), MODELS):
        found = _metrics(run).get("resolution", {})
        cells = [_cells(run, found.get(str(side)), ("accuracy",))[0] for side in SIDES]
        table.rows.append(((MODELS.get(backbone, backbone), _name(run)), tuple(cells)))
    return table


def perturbations(runs: Sequence[Run]) -> Table:
    """Accuracy of each classifier of 002 by kind and strength of perturbation, where measured."""
    found = [(run, kinds_of(run)) for run in classifiers(runs)]
    found = [(run, measured) for run, measured in found if measured]
    images = "/".join(str(n) for n in dict.fromkeys(m["images"] for _, m in found)) or "no"
    table = Table(
        "Test-Challenge's perturbations (section 3.2.4 of the OpenForensics study), kind by kind: "
        f"accuracy at strengths 1 to 5 on {images} test images, half of them real (95 % "
        "interval: up to 9 points to each side); the paper has no such table",
        ("perturbation", "model", "run"),
        tuple(f"strength {s}" for s in STRENGTHS),
    )
    for kind in KINDS:
        for run, measured in found:
            cells = (Cell(measured["found"][f"{kind} {s}"]["accuracy"]) for s in STRENGTHS)
            keys = (kind, MODELS.get(run.backbone, run.backbone), run.name)
            table.rows.append((keys, tuple(cells)))
    return table


def kinds_of(run: Run) -> dict[str, Any]:
    """Return what `gng_desktop.training.run_test.kinds_steps` found of a run; {} where it did not.

    Raises
    ------
    DataError
        If the file is damaged.
    """
    path = run.folder / KINDS_FILE
    try:
        found: dict[str, Any] = read_json(path)
        names = {f"{kind} {s}" for kind in KINDS for s in STRENGTHS}
        if not names <= set(found["found"]) or not isinstance(found["images"], int):
            raise ValueError
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is damaged; remove it and measure again.") from error
    return found


def classifiers(runs: Iterable[Run]) -> list[Run]:
    """Return the classifiers of 002."""
    own = [
        run
        for run in runs
        if run.record["recipe"]["model"].get("family") in ("finetuned", "custom_cnn")
        and run.role != "base_model"
    ]
    return sorted(own, key=lambda run: [*MODELS, run.backbone].index(run.backbone))


def _table_1(runs: Sequence[Run]) -> Table:
    table = Table(
        f"Table 1 of DeepFeatureX Net: base models, their class against the others; {_WHY}",
        ("backbone", "class", "run"),
        ("accuracy", "recall", "precision", "f1"),
    )
    chosen = [run for run in runs if run.role == "base_model"]
    for backbone in dict.fromkeys(b for b, _ in _each(chosen, ["densenet121"])):
        for name in ("diffusion", "gan", "real"):
            own = [r for r in chosen if r.record["recipe"]["data"].get("target") == name]
            for run in _or_none([r for r in own if r.backbone == backbone]):
                known = published.BASE_MODELS.get((backbone, name))
                cells = _cells(run, _metrics(run).get(ALL), table.columns, known)
                table.rows.append(((backbone, name, _name(run)), cells))
    return table


def _by_quality(
    caption: str, names: tuple[str, str], known: Mapping[str, Any]
) -> Callable[[Sequence[Run]], Table]:
    """Return the maker of table 2 or 3."""

    def make(runs: Sequence[Run]) -> Table:
        kinds = ["raw", *(f"QF {quality}" for quality in QUALITIES)]
        columns = tuple(f"{figure} {kind}" for kind in kinds for figure in ("accuracy", "F1"))
        table = Table(f"{caption}; {_WHY}", ("backbone", "run"), columns)
        for backbone, run in _each([r for r in runs if r.role == "family"], ["densenet121"]):
            metrics = _metrics(run)
            cells: list[Cell] = []
            every = [metrics, *(metrics.get("jpeg", {}).get(str(q)) for q in QUALITIES)]
            for n, found in enumerate(every):
                theirs = known.get(backbone)
                cells += _cells(run, found, names, theirs[n] if theirs else None)
            table.rows.append(((backbone, _name(run)), tuple(cells)))
        return table

    return make


def _table_4(runs: Sequence[Run]) -> Table:
    scopes = (SEEN, UNSEEN, MIXED)
    table = Table(
        "Table 4 of DeepFeatureX Net: accuracy on as many real as generated faces of generators "
        "trained on (i), not trained on (o) and both (i/o), by family (G GAN, D diffusion); "
        f"{_WHY}",
        ("backbone", "run"),
        tuple(f"{family} {scope}" for family in SETS for scope in scopes),
    )
    for backbone, run in _each([r for r in runs if r.role == "family"], ["densenet121"]):
        found, theirs = (
            _metrics(run).get("generalisation", {}),
            published.GENERALISATION.get(backbone),
        )
        cells: list[Cell] = []
        for n, (family, scope) in enumerate((f, s) for f in SETS for s in scopes):
            group = found.get(family, {}).get(scope)
            known = theirs[n : n + 1] if theirs else None
            cells += _cells(run, group, ("balanced_accuracy",), known)
        table.rows.append(((backbone, _name(run)), tuple(cells)))
    return table


def udfd_table(runs: Sequence[Run]) -> Table:
    """Return how the protectors of runs find wrong labels, and what they save of the accuracy.

    Raises
    ------
    DataError
        If no run has a protector, or its figures are damaged.
    """
    table = Table(
        "UDFD: wrong labels among the test images found by the protector, 95 % intervals; and "
        "test accuracy of a head trained on the validation images with as many wrong labels, "
        "without and with the protector (document 004 shows its figures as pictures only)",
        ("run", "backbone", "wrong labels"),
        (
            "precision", "recall", "ROC AUC", "right labels flagged",
            "clean pool", "poisoned pool", "protected pool",
        ),
    )  # fmt: skip
    for run in runs:
        path = run.folder / PROTECTOR_FIGURES
        try:
            about = read_json(path)
            for found, saved in zip(about["detection"], about["saving"], strict=True):
                cells = [
                    Cell(found[k], found["intervals"].get(k))
                    for k in ("precision", "recall", "auc", "false_flags")
                ]
                cells += [Cell(saved[k]) for k in ("clean", "poisoned", "protected")]
                keys = (run.name, run.backbone, f"{found['share']:.0%}")
                table.rows.append((keys, tuple(cells)))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path} is damaged; run 'runs protector' again.") from error
    if not table.rows:
        raise DataError("None of these runs has a protector; run 'runs protector RUN' first.")
    return table


DEEPFEATUREX: dict[str, Callable[[Sequence[Run]], Table]] = {
    "1": _table_1,
    "2": _by_quality(
        "Table 2 of DeepFeatureX Net: three classes, raw and JPEG",
        ("accuracy", "macro_f1"),
        published.MULTICLASS,
    ),
    "3": _by_quality(
        "Table 3 of DeepFeatureX Net: generated or real, raw and JPEG",
        ("binary_accuracy", "binary_f1"),
        published.BINARY,
    ),
    "4": _table_4,
}
"""By number."""
SOURCE_TABLES = {
    "openforensics": openforensics,
    "resolution": resolution,
    "perturbations": perturbations,
    **{f"deepfeaturex {number}": make for number, make in DEEPFEATUREX.items()},
}
"""All of them."""
