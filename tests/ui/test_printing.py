"""The report on paper, and the command that prints it."""

import hashlib
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QImage, QPainter

from gng_desktop.analysis.stress import AMOUNTS, Stress, StressPoint
from gng_desktop.analysis.support import Support
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.report.content import (
    FileEntry,
    ImagePage,
    LogEntry,
    MapFacts,
    Picture,
    Regions,
    ReportContent,
)
from gng_desktop.casework.report.markup import Html, element
from gng_desktop.casework.report.placing import OnPages
from gng_desktop.casework.report.sheets import sheets
from gng_desktop.casework.saving import Results
from gng_desktop.cli import run
from gng_desktop.progress import Progress
from gng_desktop.ui import paper, printing

HOSTILE = "<img src=file:///etc/passwd>.png"


def picture(colour):
    stream = io.BytesIO()
    Image.new("RGB", (64, 64), colour).save(stream, "PNG")
    return Picture.of(stream.getvalue())


def page_of(number, analysis, name, comment):
    points = [StressPoint("as is", 0, "ok", "generated", 0.9, 0.8, "")]
    points += [
        StressPoint(kind, amount, "ok", "generated", 0.9, 0.8, "")
        for kind, amounts in AMOUNTS.items()
        for amount in amounts
    ]
    views = ("original", "overlay", "stripped", "map_with_background", "map_without_background")
    regions = tuple((f"region {n}", 1.0 - n / 9, n / 9) for n in range(12))
    return ImagePage(
        number=number,
        name=name,
        folder="/case",
        sha256=analysis.sha256,
        size=12_345,
        analysis=replace(analysis, views=None),
        support=Support("generated", "weak support", 3.0, False, "The scores are so. " * 12),
        thresholds={"with_background": (0.3, 0.7), "without_background": (0.3, 0.7)},
        pictures={view: picture((40 * n, 90, 120)) for n, view in enumerate(views)},
        maps=MapFacts("SHAP", "blur", "log-odds", True, (500, 500), (0.1, None)),
        regions=Regions("log-odds", regions, (0.1, 0.2), (8, 8), (), "It rests on much. " * 30),
        stress=Stress(tuple(points)),
        decisions=(decide(analysis, "generated", comment, "A. Analyst"),),
    )


@pytest.fixture
def content(make_analysis):
    """A report on six images that fill their pages differently."""
    pages = [
        page_of(
            n, make_analysis(f"{n}.png"), HOSTILE if n == 1 else f"{n}.png", "Why so. " * 60 * n
        )
        for n in range(1, 7)
    ]
    log = [
        LogEntry(n, "2024-05-01T10:00:00+00:00", "A", "results", 3, "0.1.0", "0" * 64)
        for n in range(1, 60)
    ]
    return ReportContent(
        title="Case <b>",
        reference="2024/7",
        examiner="A. Analyst",
        about=(),
        made_at="2024-05-01T10:00:00+00:00",
        version="0.1.0",
        pages=tuple(pages),
        models=(),
        files=tuple(FileEntry(p.name, p.folder, "", p.size, p.sha256) for p in pages),
        log=tuple(log),
        head="0" * 64,
        intact=True,
    )


class Recorded(dict):
    """Figures by name, and the names that were asked for."""

    def __init__(self, *values):
        super().__init__(*values)
        self.asked = []

    def get(self, name, default=None):
        self.asked.append(name)
        return super().get(name, default)


def drawn(document):
    """Paint all pages of a document; return the picture of the whole."""
    size = document.size().toSize()
    whole = QImage(size.width(), size.height(), QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFF)
    painter = QPainter(whole)
    document.drawContents(painter)
    painter.end()
    return whole


def colours(image):
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows.reshape(image.height(), -1, 4)[:, : image.width(), 2::-1].astype(int)


def red(image):
    pixels = colours(image)
    return int(((pixels[..., 0] > 200) & (pixels[..., 1:] < 60).all(axis=-1)).sum())


@pytest.mark.usefixtures("qapp")
class TestPages:
    def test_every_figure_and_every_word_of_every_sheet_is_on_a_page(self, content):
        for sheet in sheets(content):
            place = OnPages()
            body = sheet.render(place)
            figures = Recorded(place.figures)
            document = paper.document(body, figures)
            drawn(document)
            assert sorted(figures.asked) == sorted(place.figures), sheet.key
            layout, block, last = document.documentLayout(), document.begin(), 0.0
            while block.isValid():
                rect = layout.blockBoundingRect(block)
                assert block.layout().lineCount() or not block.length(), block.text()
                assert rect.bottom() <= document.pageCount() * paper.BODY.height() + 1
                last = max(last, rect.bottom())
                block = block.next()
            assert last > (document.pageCount() - 1) * paper.BODY.height()

    def test_headings_stay_with_what_they_head(self):
        filler = element("p", "x")
        height = paper.BODY.height()
        for count in range(30, 60):
            body = Html("".join([filler] * count) + element("h3", "H") + filler * 30)
            document = paper.document(body, {})
            block = document.findBlockByNumber(count)
            assert block.text() == "H"
            top = document.documentLayout().blockBoundingRect(block).top()
            end = document.documentLayout().blockBoundingRect(block.next().next()).bottom()
            assert top // height == (end - 1) // height

    def test_pages_are_counted_and_found(self, content):
        steps = list(printing.pages(content))
        count = sum(callable(step) for step in steps)
        assert count >= 2 * 6 + 5
        done = [step.done for step in steps if isinstance(step, Progress)]
        assert done == list(range(2 * len(sheets(content))))
        pictures = list(printing.page_pictures(content, 48))
        assert len(pictures) == count
        assert (pictures[0].width(), pictures[0].height()) == (397, 561)

    def test_a_file_that_text_asks_for_is_never_loaded(self, tmp_path):
        path = tmp_path / "red.png"
        Image.new("RGB", (60, 60), (255, 0, 0)).save(path)
        size = 'width="60" height="60"'
        for source in (path.as_uri(), str(path), path.name, "figure:1"):
            body = Html(
                f'<p>a<img src="{source}" {size}></p><table background="{source}"><tr>'
                f"<td style=\"background-image: url('{source}')\">b</td></tr></table>"
                f'<style>p {{ background-image: url("{source}") }}</style>'
            )
            assert red(drawn(paper.document(body, {}))) == 0
        # The same picture by a name that the template gave.
        figure = Picture.of(path.read_bytes())
        own = Html(f'<p><img src="figure:0" {size}></p>')
        assert red(drawn(paper.document(own, {"figure:0": figure}))) >= 3500

    def test_nothing_is_asked_of_disk_or_network(self, content, monkeypatch):
        asked = []
        refuse = paper._Paper.loadResource

        def record(document, kind, name):
            asked.append(name)
            return refuse(document, kind, name)

        monkeypatch.setattr(paper._Paper, "loadResource", record)
        list(printing.page_pictures(content, 24))
        assert asked == []
        paper.document(Html('<p style="background-image: url(a.png)">b</p>'), {})
        assert len(asked) == 1

    def test_the_first_page_shows_the_title_and_the_foot_its_number(self, content):
        first, second, *_ = printing.page_pictures(content, 96)
        foot = slice(round(paper.PAGE.height() - 60), None)
        for page in (first, second):
            assert (colours(page)[foot] < 128).any()
        head = slice(0, round(paper.MARGIN - 10))
        assert (colours(first)[head] == 255).all() and (colours(second)[head] < 128).any()


@pytest.mark.usefixtures("qapp")
class TestPdf:
    def test_it_is_whole_and_holds_nothing_active(self, content, tmp_path):
        path = tmp_path / "report.pdf"
        steps = list(printing.write_pdf(content, path))
        assert all(isinstance(step, Progress) for step in steps)
        data = path.read_bytes()
        assert data.startswith(b"%PDF-1.4")
        count = sum(callable(step) for step in printing.pages(content))
        assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == count
        assert b'pdfaid:part="1" pdfaid:conformance="B"' in data
        for word in (b"/URI", b"/Launch", b"/JavaScript", b"/EmbeddedFile"):
            assert word not in data
        # PDF/A-1 knows no transparency.
        assert not re.search(rb"/SMask (?!/None)", data) and set(
            re.findall(rb"/ca ([^\n]+)", data)
        ) == {b"1.0"}
        assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]

    def test_stopping_leaves_nothing_behind(self, content, tmp_path):
        path = tmp_path / "report.pdf"
        steps = printing.write_pdf(content, path)
        for step in steps:
            if step.done > len(sheets(content)) + 2:
                break
        assert [p.suffix for p in tmp_path.iterdir()] == [".part"]
        steps.close()
        assert list(tmp_path.iterdir()) == []

    def test_it_is_written_by_a_worker_thread(self, content, tmp_path):
        path = tmp_path / "report.pdf"
        pool = QThreadPool()
        pool.start(lambda: list(printing.write_pdf(content, path)))
        assert pool.waitForDone(60_000)
        assert path.read_bytes().startswith(b"%PDF")

    def test_a_place_that_cannot_be_written_is_told(self, content, tmp_path):
        with pytest.raises(paper.PrintError, match="cannot be written .* another place"):
            list(printing.write_pdf(content, tmp_path / "nowhere" / "report.pdf"))

    def test_a_pdf_without_its_end_does_not_replace_an_earlier_one(
        self, content, tmp_path, monkeypatch
    ):
        path = tmp_path / "report.pdf"
        path.write_bytes(b"earlier")
        # What Qt leaves where the disk is full, without a word.
        monkeypatch.setattr(printing, "_write", lambda c, part: iter([part.write_bytes(b"%PDF")]))
        with pytest.raises(paper.PrintError, match="disk may be full"):
            list(printing.write_pdf(content, path))
        assert path.read_bytes() == b"earlier"
        assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.usefixtures("qapp")
class TestCommand:
    @pytest.fixture
    def image(self, tmp_path):
        path = tmp_path / "evidence" / "a.png"
        path.parent.mkdir()
        Image.new("RGB", (90, 60), (40, 90, 120)).save(path)
        return path

    @pytest.fixture
    def case(self, tmp_path, make_analysis, image):
        made = Case.create(tmp_path / "a.gng", "Case", "2024/7", "A. Analyst")
        sha256 = hashlib.sha256(image.read_bytes()).hexdigest()
        results = Results(make_analysis(image, sha256=sha256))
        made.add_results(results, previews(results))
        return made

    @pytest.fixture
    def out(self, tmp_path):
        folder = tmp_path / "out"
        folder.mkdir()
        return folder

    def test_both_are_written_and_the_case_knows(self, case, out, capsys):
        pdf, html = out / "r.pdf", out / "r.html"
        head = case.head
        assert run(["report", str(case.path), "--pdf", str(pdf), "--html", str(html)]) == 0
        printed = capsys.readouterr().out.splitlines()
        digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (pdf, html)]
        assert printed == [f"{digests[0]}  {pdf}", f"{digests[1]}  {html}"]
        assert [report.sha256 for report in case.reports()] == digests
        assert case.reports()[0].images == (case.images()[0].sha256,)
        # The log as it stood when the report was made.
        assert head in html.read_text(encoding="utf-8") and case.head != head

    def test_nothing_is_replaced_unasked(self, case, out, capsys):
        pdf = out / "r.pdf"
        pdf.write_bytes(b"earlier")
        assert run(["report", str(case.path), "--pdf", str(pdf)]) == 1
        assert pdf.read_bytes() == b"earlier"
        assert "exists already" in capsys.readouterr().err
        assert run(["report", str(case.path), "--pdf", str(pdf), "--replace"]) == 0
        assert pdf.read_bytes().startswith(b"%PDF")

    def test_evidence_and_case_are_never_replaced(self, case, image, capsys):
        before = image.read_bytes()
        for path, words in ((image, "is an image of the case"), (case.path, "is the case itself")):
            kept = path.read_bytes()
            assert run(["report", str(case.path), "--html", str(path), "--replace"]) == 1
            assert words in capsys.readouterr().err
            assert path.read_bytes() == kept
        assert image.read_bytes() == before

    def test_wrong_usage_is_told(self, case, out, tmp_path, capsys):
        assert run(["report", str(case.path)]) == 2
        same = str(out / "r")
        assert run(["report", str(case.path), "--pdf", same, "--html", same]) == 1
        assert run(["report", str(tmp_path / "no.gng"), "--html", str(out / "r.html")]) == 1
        assert run(["report", str(case.path), "--pdf", str(out / "no" / "r.pdf")]) == 1
        told = capsys.readouterr().err
        for words in ("at least one", "cannot be the same file", "no case", "cannot be written"):
            assert words in told
        assert "Traceback" not in told and list(out.iterdir()) == []
