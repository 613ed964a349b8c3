"""What the one template leaves open: how pictures are embedded, and how one sheet names another."""

from __future__ import annotations

import base64
from typing import Protocol

from gng_desktop.casework.report.charts import Drawing
from gng_desktop.casework.report.content import Picture
from gng_desktop.casework.report.markup import Html, element, escaped

Figure = Picture | Drawing


class Placing(Protocol):
    """How a rendering embeds pictures and refers to sheets."""

    def source(self, figure: Figure) -> str:
        """Return the address of a picture within the rendering."""

    def link(self, key: str, words: str) -> Html:
        """Return `words` so that they lead to the sheet called `key`."""

    def page(self, key: str) -> str | None:
        """Return the page on which a sheet begins; None where there are no pages."""


class InHtml:
    """Everything within one HTML file: pictures as ``data:`` addresses, links within the file."""

    def source(self, figure: Figure) -> str:
        """Return the picture itself as an address."""
        if isinstance(figure, Picture):
            kind, data = figure.media_type, figure.data
        else:
            kind, data = "image/svg+xml", figure.svg.encode()
        return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"

    def link(self, key: str, words: str) -> Html:
        """Return a link to the sheet."""
        return element("a", words, href=f"#{key}")

    def page(self, key: str) -> str | None:
        """Return None: a file has no pages."""
        return None


class OnPages:
    """Pictures by number, for a printer that holds them; sheets by the page they begin on.

    Parameters
    ----------
    pages : dict of str to int
        By key of the sheet, filled while the report is laid out; a sheet that is not there yet
        is told as a number of the same width.
    """

    def __init__(self, pages: dict[str, int] | None = None) -> None:
        self.pages = {} if pages is None else pages
        self.figures: dict[str, Figure] = {}

    def source(self, figure: Figure) -> str:
        """Keep the picture under a name and return that."""
        name = f"figure:{len(self.figures)}"
        self.figures[name] = figure
        return name

    def link(self, key: str, words: str) -> Html:
        """Return the words alone."""
        return escaped(words)

    def page(self, key: str) -> str | None:
        """Return the number of the page."""
        return str(self.pages.get(key, 888))


def image(
    place: Placing, figure: Figure, words: str, side: int | None = None, style: str = ""
) -> Html:
    """Return a picture.

    Parameters
    ----------
    place : Placing
    figure : Picture or Drawing
    words : str
        What it shows, for those who cannot see it.
    side : int, optional
        Longest side, CSS px; the picture's own size by default.
    style : str
        Of the element.
    """
    width, height = figure.width, figure.height
    if side is not None:
        scale = side / max(width, height)
        width, height = max(1, round(width * scale)), max(1, round(height * scale))
    source = place.source(figure)
    return element("img", src=source, width=width, height=height, alt=words, style_=style or None)


def drawing(place: Placing, figure: Drawing, style: str = "") -> Html:
    """Return a drawing at its own size."""
    return image(place, figure, figure.words, style=style)
