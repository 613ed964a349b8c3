"""A table of figures, and what it is written as: Markdown, CSV, LaTeX, a picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gng_desktop.charts.look import Drawing, Look, save_drawing
from gng_desktop.charts.measured import table
from gng_desktop.core.files import write_text
from gng_desktop.core.tables import csv_text
from gng_desktop.datasets.items import DataError

SUFFIXES = (".csv", ".md", ".tex", ".png")  # what `Table.write` can write
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "–": "--",
    "−": "$-$",
    "±": r"$\pm$",
    **{c: f"\\{c}" for c in "&%$#_{}"},
}
_MARKDOWN = re.compile(r"([|\\])")


@dataclass(frozen=True)
class Cell:
    """One figure with what is known about it."""

    # Measured; a sentence where there is none; None where there is nothing to say
    value: float | int | str | None = None
    interval: Sequence[float] | None = None  # 95 %, low and high
    thesis: float | int | str | None = None  # the published figure
    source: str = "thesis"  # what the published figure is called

    def text(self) -> str:
        """Return the cell as a table shows it."""
        shown = _text(self.value)
        if self.interval:
            shown += f" [{_text(self.interval[0])}, {_text(self.interval[1])}]"
        return shown + (f" ({self.source} {_text(self.thesis)})" if self.thesis is not None else "")


Row = tuple[tuple[str, ...], tuple[Cell, ...]]  # what names a row, and its cells


def _text(value: float | int | str | None) -> str:
    if isinstance(value, float):
        return f"{value:.4f}"
    return f"{value:,}" if isinstance(value, int) else value or "-"


def latex(text: str) -> str:
    """Return `text` so that LaTeX sets it as it stands, on one line."""
    return "".join(_LATEX.get(c, c) for c in " ".join(text.split()))


@dataclass(frozen=True)
class Table:
    """One table: a caption, the names of its columns, and rows that begin with `keys` texts."""

    caption: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return (*self.keys, *self.columns)

    def texts(self) -> list[list[str]]:
        """Return the rows as texts, one for each of `names`."""
        return [[*keys, *(cell.text() for cell in cells)] for keys, cells in self.rows]

    def markdown(self) -> str:
        """Return the table as Markdown."""

        def line(texts: Sequence[str]) -> str:
            cells = (_MARKDOWN.sub(r"\\\1", " ".join(text.split())) for text in texts)
            return f"| {' | '.join(cells)} |"

        lines = [self.caption, "", line(self.names), "|---" * len(self.names) + "|"]
        return "\n".join([*lines, *map(line, self.texts())]) + "\n"

    def csv(self) -> str:
        """Return the table as CSV: value, both ends of its interval and the thesis's figure."""
        header = list(self.keys)
        for name in self.columns:
            header += [name, f"{name} low", f"{name} high", f"{name} thesis"]
        rows = []
        for keys, cells in self.rows:
            row: list[Any] = list(keys)
            for cell in cells:
                row += [cell.value, *(cell.interval or (None, None)), cell.thesis]
            rows.append(row)
        return csv_text(header, rows)

    def latex(self) -> str:
        """Return the table as a LaTeX ``table`` float; it needs the package booktabs."""

        def line(texts: Sequence[str]) -> str:
            first, *rest = map(latex, texts)
            # After the end of the row before, these two would be taken for its options.
            first = "{}" * first.startswith(("[", "*")) + first
            return "  " + " & ".join([first, *rest]) + r" \\"

        return "\n".join(
            [
                r"% \usepackage{booktabs}",
                r"\begin{table}",
                r"  \centering",
                rf"  \caption{{{latex(self.caption)}}}",
                rf"  \begin{{tabular}}{{{'l' * len(self.names)}}}",
                r"  \toprule",
                line(self.names),
                r"  \midrule",
                *map(line, self.texts()),
                r"  \bottomrule",
                r"  \end{tabular}",
                r"\end{table}",
                "",
            ]
        )

    def picture(self) -> Drawing:
        """Return the table as a drawing."""
        return table(Look(), self.caption, self.names, self.texts(), len(self.keys))

    def write(self, path: Path) -> None:
        """Write the table, whole or not at all, as the suffix of `path` says.

        Raises
        ------
        DataError
            If it is none of `SUFFIXES`.
        OSError
            If the file cannot be written.
        """
        suffix = check_suffix(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if suffix == ".png":
            save_drawing(self.picture(), path)
            return
        text = {".csv": self.csv, ".md": self.markdown, ".tex": self.latex}[suffix]()
        write_text(path, text)


def check_suffix(path: Path) -> str:
    """Return the suffix of a file that a table is to be written to, in lower case.

    Raises
    ------
    DataError
        If it is none of `SUFFIXES`.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise DataError(f"{path} is no file for a table; end its name in {', '.join(SUFFIXES)}.")
    return suffix
