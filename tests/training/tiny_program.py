"""The program with a backbone of three layers in MobileNetV2's place, to test whole processes.

``python tiny_program.py train ...`` is ``python -m gng_desktop train ...`` in all else. The
environment may hold ``TINY_WEIGHTS``, a weights file that every network starts from,
``TINY_PAUSE``, the seconds that each batch takes longer, and ``TINY_EAGER``, which spares a
training of few batches the compilation of its network.
"""

from __future__ import annotations

import os
import runpy
import sys
import time
from pathlib import Path

NAME = "mobilenet_v2"


def backbone():
    """Return the tiny backbone's `Backbone`; imports Keras, as the claim of a device must not."""
    import keras

    from gng_desktop.networks.backbones import Backbone

    def build(include_top, weights, input_tensor=None, input_shape=None):
        assert not include_top
        assert weights is None
        if input_tensor is None:
            input_tensor = keras.Input(input_shape)
        x = keras.layers.Conv2D(6, 3, strides=4, padding="same", name="stem")(input_tensor)
        x = keras.layers.BatchNormalization(name="stem_bn", momentum=0.5)(x)
        x = keras.layers.ReLU(name="low")(x)
        x = keras.layers.DepthwiseConv2D(3, strides=2, padding="same", name="depthwise")(x)
        x = keras.layers.ReLU(name="high")(x)
        return keras.Model(input_tensor, x)

    return Backbone(NAME, build, "high", "low", "scale")


def main() -> None:
    from gng_desktop.training import devices, events

    events.program = lambda: [sys.executable, str(Path(__file__).resolve())]

    def claim(device, original=devices.claim):
        original(device)  # only now may Keras be imported
        from gng_desktop.datasets.loading import Batches
        from gng_desktop.networks.backbones import BACKBONES
        from gng_desktop.networks.weights import load_weights
        from gng_desktop.training import preparing

        # JAX brings SciPy.
        needed = {"jax", "scipy"} if os.environ.get("KERAS_BACKEND") == "jax" else set()
        needless = {"jax", "matplotlib", "pandas", "scipy", "sklearn"} & set(sys.modules)
        assert needless <= needed, needless
        BACKBONES[NAME] = backbone()
        if weights := os.environ.get("TINY_WEIGHTS"):

            def build(*arguments, built=preparing.build):
                model = built(*arguments)
                load_weights(model, Path(weights))
                return model

            preparing.build = build
        if os.environ.get("TINY_EAGER"):
            import tensorflow as tf

            tf.config.run_functions_eagerly(True)
        if pause := float(os.environ.get("TINY_PAUSE", 0)):

            def slowly(self, index, taken=Batches.__getitem__):
                time.sleep(pause)
                return taken(self, index)

            Batches.__getitem__ = slowly

    devices.claim = claim
    runpy.run_module("gng_desktop", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    main()
