"""Fixtures of all tests: isolated user folders, quiet TensorFlow, offscreen Qt."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import platformdirs
import pytest


@pytest.fixture(autouse=True)
def user_folders(tmp_path_factory, monkeypatch):
    """No test reads or writes the user's own models, caches or settings."""
    home = tmp_path_factory.mktemp("home")
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    assert platformdirs.user_data_path("gng-desktop").is_relative_to(home)
    return home
