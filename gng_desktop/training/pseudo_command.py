"""``gng-desktop data pseudo-label``."""

from __future__ import annotations

import argparse

from gng_desktop.modelstore import ModelError
from gng_desktop.training.terminal import failed


def pseudo_label(options: argparse.Namespace) -> int:
    """Write masks by ``options.model`` for the training images of ``options.index``.

    ``options.out`` becomes the folder of masks and index, ``options.confidence`` is the lowest
    probability believed, ``options.device`` what to run on. Returns the exit code.
    """
    from gng_desktop.datasets.indexes import read_index
    from gng_desktop.datasets.items import DataError
    from gng_desktop.engines.select import open_engine
    from gng_desktop.modelstore import load_model
    from gng_desktop.training.pseudo import INDEX, pseudo_masks

    count = 0
    try:
        model = load_model(options.model)
        if model.manifest.task != "segmentation":
            raise ModelError(f"Model folder {options.model} is no segmenter; name one that is.")
        items = read_index(options.index)
        engine = open_engine(model, options.device)
        for count, _ in enumerate(pseudo_masks(engine, items, options.out, options.confidence), 1):
            if count % 100 == 0:
                print(f"{count} images", flush=True)
    except (DataError, ModelError, ValueError) as error:
        return failed(error)
    print(f"{count} masks; name {options.out / INDEX} and labels classes14 in a recipe.")
    return 0
