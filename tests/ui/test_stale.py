"""Results of other models than those in use: marked, analysed again, never mixed in a report."""

import json
import shutil

from gng_desktop.core.shipped import shipped
from tests.ui.test_triage import analysed, at_rest  # noqa: F401
from tests.ui.test_workspace import case_at, evidence, item, names, seen  # noqa: F401


def test_rows_of_other_models_are_marked_and_analysed_again(
    start,
    evidence,  # noqa: F811
    analysed,  # noqa: F811
    tmp_path,
):
    folder = tmp_path / "models"
    shutil.copytree(shipped("models"), folder)
    manifest = next(folder.glob("with-background*/manifest.json"))
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(content | {"created": "2001-01-01"}))

    def steps(window, watchdog):
        yield from analysed(window)
        before = window.session.found.analysis.own_models
        window.settings.set("background_analysis", False)
        window.settings.set("models", str(folder))
        yield "loaded", lambda: seen(window, "a.png") and at_rest(window)
        assert window.session.found.analysis.own_models != before
        assert [item(window, n).stale for n in names(window)] == [False, True, True]
        # What other models said stays to be seen until it is replaced.
        assert item(window, "b.png").state == "real"
        yield (
            "counted",
            lambda: "2 outdated" in window.evidence.count.text().replace("\N{NO-BREAK SPACE}", " "),
        )
        window.evidence.filters.stale.setChecked(True)
        assert names(window) == ["b.png", "c.png"]
        window.evidence.filters.clear()
        window.settings.set("background_analysis", True)
        yield "again", lambda: not window.evidence.model.items.stale and at_rest(window)
        assert not any(item(window, n).stale for n in names(window))

    start(steps, "open", evidence)
