"""Some imports of Keras are refused, in processes of the program and nowhere else."""

import importlib
import subprocess
import sys

import pytest

from gng_desktop.core import lean_imports
from gng_desktop.core.child import Child
from gng_desktop.core.lean_imports import UNUSED
from gng_desktop.core.progress import Progress, result_of
from gng_desktop.engines.limited import limited

SCRIPT = """
import gng_desktop
from gng_desktop.core.lean_imports import UNUSED
UNUSED["colorsys"] = ("keras.",)
exec("import colorsys", {"__name__": "keras.src"})
"""


def test_only_the_modules_named_do_without_a_package(monkeypatch):
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])
    lean_imports.install()
    monkeypatch.setitem(UNUSED, "colorsys", ("keras.",))
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    for importer in ("keras.src.wrappers", "keras.src"):
        with pytest.raises(ModuleNotFoundError, match="colorsys is not loaded for Keras"):
            exec("import colorsys", {"__name__": importer})
    exec("import colorsys", {"__name__": "gng_desktop.charts"})
    # What others have loaded Keras finds, too.
    exec("import colorsys", {"__name__": "keras.src"})
    assert importlib.import_module("colorsys") is sys.modules["colorsys"]


def is_refused():
    try:
        exec("import sklearn", {"__name__": "keras.src"})
    except ModuleNotFoundError:
        return True
    return False


def test_processes_of_the_program_do_without_them():
    child = Child()
    try:
        assert result_of(child.run(is_refused, waiting=Progress(0, 0, "")))
    finally:
        child.close()
    assert limited(is_refused, (), 60, 4 << 30, "a model")


def test_a_script_that_imports_the_program_keeps_them():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
