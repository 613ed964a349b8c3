import sys
from pathlib import Path

import pytest

import gng_desktop
from gng_desktop.core import shipped
from gng_desktop.core.shipped import shipped as folder


@pytest.mark.parametrize("part", ["resources", "models", "recipes", "docs"])
def test_a_checkout_has_them_beside_the_package(part):
    found = folder(part)
    assert found == Path(gng_desktop.__file__).resolve().parents[1] / part
    assert any(found.iterdir())


def test_a_frozen_program_has_them_in_its_bundle(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert folder("models") == tmp_path / "models"


def test_which_build_this_is(monkeypatch):
    assert shipped.build() == "source"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert shipped.build() == "full"
    monkeypatch.setattr(shipped, "find_spec", lambda name: None)
    assert shipped.build() == "inspector"


def test_an_installed_package_has_them_inside(monkeypatch, tmp_path):
    package = tmp_path / "site-packages" / "gng_desktop"
    monkeypatch.setattr(shipped, "__file__", str(package / "core/shipped.py"))
    assert folder("recipes") == package / "recipes"
