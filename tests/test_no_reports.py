"""Nobody hears of the program's use."""

import os
import subprocess
import sys

CODE = """
import pathlib
from gng_desktop.analysis.pipeline import Analyser
analyser = Analyser.open(device="cpu", threads=1)
print(analyser.engines["segmenter"].name)
"""


def test_the_engine_leaves_nothing_in_the_home_and_is_set_not_to_report(tmp_path):
    places = {"HOME": tmp_path, "XDG_CACHE_HOME": tmp_path / "c", "XDG_DATA_HOME": tmp_path / "d"}
    known = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    environment = known | {name: str(place) for name, place in places.items()}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.split() == ["onnxruntime"]
    assert not [path for path in tmp_path.rglob("*") if "microsoft" in str(path).lower()]
