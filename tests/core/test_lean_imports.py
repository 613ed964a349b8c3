import importlib
import sys

import pytest

from gng_desktop.core.lean_imports import UNUSED


def test_only_the_modules_named_do_without_a_package(monkeypatch):
    monkeypatch.setitem(UNUSED, "colorsys", ("keras.",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    for importer in ("keras.src.wrappers", "keras.src"):
        with pytest.raises(ModuleNotFoundError, match="colorsys is not loaded for Keras"):
            exec("import colorsys", {"__name__": importer})
    exec("import colorsys", {"__name__": "gng_desktop.charts"})
    # What others have loaded Keras finds, too.
    exec("import colorsys", {"__name__": "keras.src"})
    assert importlib.import_module("colorsys") is sys.modules["colorsys"]
