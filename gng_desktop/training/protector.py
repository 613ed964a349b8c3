"""UDFD's protector: does the label that somebody gives an image fit what a detector sees in it?

Document 004, 3.3: a low-level MLP on the detector's first hidden layer, a high-level MLP on its
last, a classifier MLP over both. It is trained after the detector, on the detector's own data, of
which every image comes twice: rightly and wrongly labelled.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from gng_desktop.core.files import write_bytes
from gng_desktop.core.reading import read_bytes
from gng_desktop.training.intervals import share_interval
from gng_desktop.training.metrics import of_scores

if TYPE_CHECKING:
    import keras

LOW, HIGH, JOINT = (64, 16), (64, 16), (32,)  # units of the hidden layers of the three MLPs
EPOCHS, BATCH, PATIENCE, RATE, DROPOUT = 100, 32, 10, 1e-3, 0.2
THRESHOLD = 0.5  # probability of a wrong label from which an image is suspect
FLIPS = (0.05, 0.10, 0.20)  # shares of wrong labels that it is measured on
Values = NDArray[np.float32]


@dataclass(frozen=True)
class Protector:
    """A trained protector; it needs neither Keras nor TensorFlow."""

    # Means and deviations of the features, kernels and biases of the MLPs
    arrays: dict[str, Values]
    about: dict[str, Any]  # what it was trained on, and its figures

    def wrong(self, low: Values, high: Values, label: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Return how probable it is that labels are wrong.

        Parameters
        ----------
        low, high : ndarray of float32, shape (N, L), (N, H)
            From `FeatureModel`.
        label : ndarray of bool, shape (N,)
            Labels of the images: True is generated.

        Returns
        -------
        ndarray of float64, shape (N,)
            0..1.

        Raises
        ------
        ValueError
            If the features are those of another network.
        """
        parts = []
        for name, x in (("low", low), ("high", high)):
            if x.shape[1:] != self.arrays[f"{name}_mean"].shape:
                raise ValueError("the protector was trained with another network")
            x = (x - self.arrays[f"{name}_mean"]) / self.arrays[f"{name}_std"]
            parts.append(self._mlp(name, x, 2))
        x = np.concatenate([*parts, np.where(label, 1.0, -1.0)[:, None]], axis=1)
        x = self._mlp("joint", x, len(JOINT))
        return np.asarray(expit(x @ self.arrays["wrong_kernel"] + self.arrays["wrong_bias"]))[:, 0]

    def _mlp(self, name: str, x: NDArray[Any], layers: int) -> NDArray[Any]:
        for n in range(layers):
            x = x @ self.arrays[f"{name}_{n}_kernel"] + self.arrays[f"{name}_{n}_bias"]
            x = np.maximum(x, 0)
        return x

    def save(self, path: Path) -> None:
        """Write it as one file, whole or not at all."""
        stream = io.BytesIO()
        about = np.array(json.dumps(self.about))
        np.savez_compressed(stream, about=about, **self.arrays)  # type: ignore[arg-type]
        write_bytes(path, stream.getvalue())


def load_protector(path: Path) -> Protector:
    """Read what `Protector.save` wrote.

    Raises
    ------
    OSError, ValueError
        If the file cannot be read, or is none.
    """
    try:
        with np.load(io.BytesIO(read_bytes(path)), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about = json.loads(str(arrays.pop("about")))
        return Protector(arrays, about)
    except (ValueError, KeyError, TypeError, EOFError) as error:
        raise ValueError(f"{path} is no protector; train it again.") from error


class FeatureModel:
    """What a detector sees in an image: its first and its last hidden layer.

    Of layers with places (maps, tokens) the means and deviations over the places are taken. The
    model is a classifier of `gng_desktop.networks`, ending in one sigmoid.
    """

    def __init__(self, model: keras.Model) -> None:
        import keras

        from gng_desktop.networks.vit import Block

        active = (keras.layers.Activation, keras.layers.ReLU, Block)
        first = next(
            (x for x in model.layers if isinstance(x, active)),
            next(x for x in model.layers if getattr(x, "kernel", None) is not None),
        )
        self._model = keras.Model(model.inputs[0], [first.output, model.layers[-1].input])
        self.size = int(model.input_shape[1])

    def __call__(self, images: NDArray[np.uint8]) -> tuple[Values, Values]:
        """Return the features, (N, L) and (N, H), of network inputs, (N, S, S, 3) RGB."""
        low, high = self._model(images.astype(np.float32), training=False)
        return _pooled(np.asarray(low)), _pooled(np.asarray(high))


def _pooled(values: NDArray[np.float32]) -> Values:
    if values.ndim == 2:
        return values
    flat = values.reshape(len(values), -1, values.shape[-1])
    return np.concatenate([flat.mean(axis=1), flat.std(axis=1)], axis=1).astype(np.float32)


@dataclass(frozen=True)
class Seen:
    """The features of some images, (N, L) and (N, H), and what they are, (N,) bool."""

    low: Values
    high: Values
    generated: NDArray[np.bool_]


def train_protector(train: Seen, check: Seen, seed: int = 42) -> Protector:
    """Train the three MLPs on the detector's training images; `check` says when to stop."""
    import keras

    keras.utils.set_random_seed(seed)
    arrays: dict[str, Values] = {}
    for name in ("low", "high"):
        values: Values = getattr(train, name)
        arrays[f"{name}_mean"] = values.mean(axis=0)
        arrays[f"{name}_std"] = values.std(axis=0) + 1e-3
    model = _network(train.low.shape[1], train.high.shape[1])
    model.compile(keras.optimizers.Adam(RATE), "binary_crossentropy")
    stop = keras.callbacks.EarlyStopping(patience=PATIENCE, restore_best_weights=True)
    log = model.fit(
        *_both_labels(train, arrays),
        validation_data=_both_labels(check, arrays),
        batch_size=BATCH,
        epochs=EPOCHS,
        verbose=0,
        callbacks=[stop],
    )
    for layer in model.layers:
        for weight in layer.weights:
            arrays[f"{layer.name}_{weight.name}"] = np.asarray(weight)
    about = {
        "seed": seed,
        "images": {"train": len(train.generated), "val": len(check.generated)},
        "epochs": len(log.history["loss"]),
        "threshold": THRESHOLD,
    }
    return Protector(arrays, about)


def _network(low: int, high: int) -> keras.Model:
    import keras
    from keras import layers

    inputs = [keras.Input((low,)), keras.Input((high,)), keras.Input((1,))]
    parts = []
    for name, units, x in (("low", LOW, inputs[0]), ("high", HIGH, inputs[1])):
        for n, width in enumerate(units):
            x = layers.Dense(width, activation="relu", name=f"{name}_{n}")(x)
            x = layers.Dropout(DROPOUT)(x)
        parts.append(x)
    x = layers.Concatenate()([*parts, inputs[2]])
    for n, width in enumerate(JOINT):
        x = layers.Dense(width, activation="relu", name=f"joint_{n}")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid", name="wrong")(x))


def _both_labels(seen: Seen, arrays: dict[str, Values]) -> tuple[list[Any], Values]:
    """Return every image twice: with its label, and with the wrong one."""
    low, high = (
        np.tile((getattr(seen, n) - arrays[f"{n}_mean"]) / arrays[f"{n}_std"], (2, 1))
        for n in ("low", "high")
    )
    label = np.concatenate([seen.generated, ~seen.generated])
    wrong = np.repeat(np.array([0, 1], np.float32), len(seen.generated))
    return [low, high, np.where(label, 1.0, -1.0)[:, None].astype(np.float32)], wrong


def flipped(truth: NDArray[np.bool_], share: float, seed: int) -> NDArray[np.bool_]:
    """Return labels of which `share` (at least one) is wrong, drawn by lot."""
    count = max(1, round(share * len(truth)))
    chosen = np.random.default_rng(seed).permutation(len(truth))[:count]
    labels = truth.copy()
    labels[chosen] = ~labels[chosen]
    return labels


def measure_detection(protector: Protector, test: Seen, seed: int = 42) -> list[dict[str, Any]]:
    """Measure how wrong labels among those of `test` are found, at each share of `FLIPS`.

    Returns
    -------
    list of dict
        ``share``; ``wrong`` and ``images``, counts; ``precision``, ``recall`` and ``false_flags``
        (share of the right labels that are suspect) with their ``intervals`` (Wilson); ``auc``;
        ``roc``, false and true positive rates, from (0, 0) to (1, 1).
    """
    from sklearn.metrics import roc_curve

    rows = []
    for share in FLIPS:
        labels = flipped(test.generated, share, seed)
        wrong = labels != test.generated
        p = protector.wrong(test.low, test.high, labels)
        suspect = p >= THRESHOLD
        hits = int((suspect & wrong).sum())
        counts = {
            "precision": (hits, int(suspect.sum())),
            "recall": (hits, int(wrong.sum())),
            "false_flags": (int((suspect & ~wrong).sum()), int((~wrong).sum())),
        }
        rows.append(
            {
                "share": share,
                "images": len(labels),
                "wrong": int(wrong.sum()),
                **{k: hit / n if n else None for k, (hit, n) in counts.items()},
                "intervals": {k: share_interval(*pair) for k, pair in counts.items()},
                "auc": float(of_scores(wrong, p, np.ones((1, len(p))))["auc"][0]),
                "roc": [rates.round(4).tolist() for rates in roc_curve(wrong, p)[:2]],
            }
        )
    return rows


def measure_saving(
    protector: Protector, pool: Seen, test: Seen, seed: int = 42
) -> list[dict[str, Any]]:
    """Measure what a poisoned pool costs a model trained on it, without and with the protector.

    The model is a head (logistic regression) on the detector's last hidden layer.

    Returns
    -------
    list of dict
        ``share``, ``pool`` (images); accuracies on `test`, 0..1: ``clean``, ``poisoned``,
        ``protected`` (suspect images left out); ``kept``, how many are not suspect.
    """
    clean = _head_accuracy(pool, pool.generated, np.ones(len(pool.generated), bool), test)
    rows = []
    for share in FLIPS:
        labels = flipped(pool.generated, share, seed)
        trusted = protector.wrong(pool.low, pool.high, labels) < THRESHOLD
        everything = np.ones(len(labels), bool)
        rows.append(
            {
                "share": share,
                "pool": len(labels),
                "clean": clean,
                "poisoned": _head_accuracy(pool, labels, everything, test),
                "protected": _head_accuracy(pool, labels, trusted, test),
                "kept": int(trusted.sum()),
            }
        )
    return rows


def _head_accuracy(
    pool: Seen, labels: NDArray[np.bool_], used: NDArray[np.bool_], test: Seen
) -> float | None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if labels[used].all() or not labels[used].any():
        return None
    head = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    head.fit(pool.high[used], labels[used])
    return float((head.predict(test.high) == test.generated).mean())
