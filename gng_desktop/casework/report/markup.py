"""HTML that cannot be forgotten to be escaped: text becomes markup here, or nowhere."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from string import Template

from gng_desktop.imaging.provenance.fields import clean
from gng_desktop.shipped import shipped


class Html(str):
    """Markup made by this program; every other str is text and is escaped where it enters."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return `text` as markup: escaped, unless it is markup already."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Return `parts`, text among them escaped, one after the other."""
    return Html(escaped(between).join(escaped(part) for part in parts))


def element(tag: str, *parts: str, **attributes: str | int | None) -> Html:
    """Return an element.

    Parameters
    ----------
    tag : str
    *parts : str
        Its content; what is no `Html` is escaped.
    **attributes : str, int or None
        Escaped; ``style_`` stands for ``style``, as any name may end in an underscore. None
        leaves the attribute out.
    """
    told = "".join(
        f' {name.rstrip("_")}="{html.escape(str(value), quote=True)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in ("img", "br"):
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{joined(parts)}</{tag}>")


def foreign(text: str, limit: int = 200, style: str = "foreign") -> Html:
    """Return text of a file or of a person on one line: escaped, made visible, cut to `limit`.

    What steers a terminal or the direction of writing becomes backslash escapes; of text above
    `limit` characters the true length is told.
    """
    return element("span", clean(text, limit), class_=style)


def lines(text: str, limit: int = 4_000) -> Html:
    """Return free text with its line breaks, each line made harmless; see `foreign`."""
    whole = text if len(text) <= limit else text[:limit]
    shown = [escaped(clean(line, limit)) for line in whole.splitlines()]
    if len(text) > limit:
        shown.append(Html(f"… ({len(text):,} characters in all)"))
    return joined(shown, Html("<br>"))


def table(
    rows: Sequence[Sequence[str]],
    head: Sequence[str] = (),
    widths: Sequence[int | None] = (),
    style: str = "list",
    right: frozenset[int] = frozenset(),
) -> Html:
    """Return a table over the whole width.

    Parameters
    ----------
    rows : sequence of sequences of str
        Text is escaped.
    head : sequence of str
        Repeated where the table goes on on another page; empty for none.
    widths : sequence of int or None
        Of the columns, px; None for what is left.
    style : str
        Class of the style sheet.
    right : frozenset of int
        Columns aligned to the right.
    """
    wide = [*widths, *[None] * len(max([head, *rows], key=len, default=()))]

    def row(tag: str, cells: Sequence[str]) -> Html:
        made = (
            element(tag, cell, width=wide[i], align="right" if i in right else None)
            for i, cell in enumerate(cells)
        )
        return element("tr", joined(made))

    top = element("thead", row("th", head)) if head else Html("")
    body = element("tbody", joined(row("td", cells) for cells in rows))
    # Qt's documents know these two only as attributes.
    return element("table", top, body, class_=style, width="100%", cellspacing=0, cellpadding=0)


def facts(rows: Sequence[tuple[str, str]], label_width: int = 130) -> Html:
    """Return names and values in two columns; rows without a value are left out."""
    told = [(element("span", name, class_="label"), value) for name, value in rows if value]
    return table(told, widths=(label_width,), style="facts")


def _folder() -> Path:
    """Return the folder of the report's templates."""
    return shipped("resources") / "report"


@cache
def _template(name: str) -> Template:
    return Template((_folder() / f"{name}.html").read_text(encoding="utf-8"))


@cache
def style_sheet(name: str) -> Html:
    """Return a style sheet of the report's folder."""
    return Html((_folder() / f"{name}.css").read_text(encoding="utf-8"))


def filled(name: str, /, **values: str) -> Html:
    """Return template `name` of ``resources/report``, its ``$places`` filled; text is escaped.

    Raises
    ------
    KeyError
        If a place gets no value.
    """
    return Html(_template(name).substitute({key: escaped(v) for key, v in values.items()}))
