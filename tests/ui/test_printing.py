"""The report page by page, and the command that prints it."""
# ruff: noqa: F811 - fixtures of other rooms

import hashlib
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QImage, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.cli import run
from gng_desktop.core.progress import Progress
from gng_desktop.report.charts import score_scale
from gng_desktop.report.content import LogEntry
from gng_desktop.report.pictures import Picture
from gng_desktop.report.renderer import PagedRendering, sheets
from gng_desktop.ui.report import pdf_layout, printing
from tests.casework.conftest import make_analysis, models, pair, square  # noqa: F401
from tests.report.conftest import make_content, make_results, photo  # noqa: F401

HOSTILE = "<img src=file:///etc/passwd>.png"


@pytest.fixture(scope="module")
def content(make_content, make_results):
    """A report on three images that fill their pages differently."""
    pages = []
    for number in (1, 3, 6):
        found = make_results(f"{number}.png")
        reason = decide(found.analysis, "generated", "Why so. " * 60 * number, "A. Analyst")
        pages += make_content(replace(found, history=(reason,))).pages
    regions = replace(
        pages[0].regions,
        rows=tuple((f"region {n}", 1.0 - n / 9, n / 9) for n in range(12)),
        reading="It rests on much. " * 30,
    )
    log = LogEntry(1, "2024-05-01T10:00:00+00:00", "A", "results", 3, "0.1.0", "0" * 64)
    return replace(
        make_content(),
        pages=tuple(
            replace(page, number=n, name=HOSTILE if n == 1 else page.name, regions=regions)
            for n, page in enumerate(pages, start=1)
        ),
        log=tuple(replace(log, number=n) for n in range(1, 60)),
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


def drawn(layout):
    """Paint all pages of a sheet below each other; return the picture of the whole."""
    width, height = round(pdf_layout.BODY.width()), round(pdf_layout.BODY.height())
    whole = QImage(width, height * len(layout.pages), QImage.Format.Format_RGB32)
    whole.fill(0xFFFFFF)
    painter = QPainter(whole)
    for number in range(len(layout.pages)):
        layout.paint(painter, number)
        painter.translate(0, height)
    painter.end()
    return whole


@pytest.fixture(scope="module")
def printed(qapp, content):
    """The pages of `content` as pictures, its progress, and what Qt was asked to load for it."""
    pictures, done, asked = [], [], []
    size = pdf_layout.PAGE
    with pytest.MonkeyPatch.context() as patch:
        refuse = pdf_layout.SheetDocument.loadResource

        def record(document, kind, name):
            asked.append(name)
            return refuse(document, kind, name)

        patch.setattr(pdf_layout.SheetDocument, "loadResource", record)
        for step in printing.pages(content):
            if isinstance(step, Progress):
                done.append(step.done)
                continue
            pictures.append(
                QImage(round(size.width()), round(size.height()), QImage.Format.Format_RGB32)
            )
            pictures[-1].fill(0xFFFFFF)
            painter = QPainter(pictures[-1])
            step(painter)
            painter.end()
        loaded = tuple(asked)
        pdf_layout.sheet_layout('<p style="background-image: url(a.png)">b</p>', {})
    assert len(asked) == len(loaded) + 1  # what is asked for is recorded
    return pictures, done, loaded


def table_of(lines):
    """A table with a heading, whose rows have so many lines."""
    rows = "".join(
        f"<tr><td>{n}</td><td>{'x<br>' * count}</td></tr>" for n, count in enumerate(lines)
    )
    return f"<table><thead><tr><th>No.</th><th>What</th></tr></thead><tbody>{rows}</tbody></table>"


def colours(image):
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows.reshape(image.height(), -1, 4)[:, : image.width(), 2::-1].astype(int)


def red(image):
    pixels = colours(image)
    return int(((pixels[..., 0] > 200) & (pixels[..., 1:] < 60).all(axis=-1)).sum())


@pytest.mark.usefixtures("qapp")
def test_a_zone_too_narrow_for_its_name_is_printed_without_a_warning(tmp_path, qtlog):
    drawn = score_scale(0.1, (0.25, 0.98)).svg
    writer = QPdfWriter(str(tmp_path / "scale.pdf"))
    painter = QPainter(writer)
    painter.setFont(pdf_layout.font(9))
    QSvgRenderer(drawn.encode()).render(painter)
    painter.end()
    assert ">inconclusive<" in drawn and not qtlog.records


@pytest.mark.usefixtures("qapp")
class TestPages:
    def test_every_figure_and_every_word_of_every_sheet_is_on_a_page(self, content):
        for sheet in sheets(content):
            out = PagedRendering()
            body = sheet.render(out)
            figures = Recorded(out.figures)
            layout = pdf_layout.sheet_layout(body, figures)
            drawn(layout)
            assert set(figures.asked) == set(out.figures), sheet.key
            ends = [0.0, *(page.bottom for page in layout.pages)]
            for page, end in zip(layout.pages, ends, strict=False):
                assert page.top >= end - 1 and page.bottom > page.top
                # What lies between two pages is blank.
                for block in pdf_layout.blocks(layout.document):
                    rect = layout.document.documentLayout().blockBoundingRect(block)
                    assert not block.text() or not end < rect.center().y() < page.top
                assert page.head_height + page.bottom - page.top <= pdf_layout.BODY.height() + 1

    @pytest.mark.parametrize("above", (0, 14, 35, 56))
    def test_no_row_is_split_and_the_heading_of_the_table_is_repeated(self, above):
        lines = [3, 1, 5, 8, 2, 13, 1, 4] * 4
        layout = pdf_layout.sheet_layout("<p>x</p>" * above + table_of(lines), {})
        assert len(layout.pages) >= 3
        rect = layout.document.documentLayout().blockBoundingRect
        for block in pdf_layout.blocks(layout.document):
            if block.text():
                pages = [
                    n
                    for n, page in enumerate(layout.pages)
                    if rect(block).bottom() > page.top + 1 and rect(block).top() < page.bottom - 1
                ]
                assert len(pages) == 1, block.text()
        assert all(page.head for page in layout.pages[2:])

    def test_a_row_taller_than_a_page_goes_on_on_the_next(self):
        layout = pdf_layout.sheet_layout(table_of([150]), {})
        height = layout.document.size().height()
        shown = sum(page.bottom - page.top for page in layout.pages)
        assert len(layout.pages) >= 2 and shown == pytest.approx(height, abs=20)

    def test_headings_stay_with_what_they_head(self):
        rect_of = pdf_layout.QTextDocument.documentLayout
        for count in range(40, 56):
            body = "<p>x</p>" * count + "<h3>H</h3>" + "<p>x</p>" * 30
            layout = pdf_layout.sheet_layout(body, {})
            block = layout.document.findBlockByNumber(count)
            assert block.text() == "H"
            found = [rect_of(layout.document).blockBoundingRect(b) for b in (block, block.next())]
            assert any(
                page.top <= found[0].top() and found[1].bottom() <= page.bottom + 1
                for page in layout.pages
            )

    def test_an_image_that_nearly_fits_is_reduced_to_one_page(self):
        ten = pdf_layout.sheet_layout("<p>x</p>" * 10, {}).document.size().height()
        lines = int(10 * pdf_layout.BODY.height() / ten)
        for count, pages, reduced in ((0.9, 1, False), (1.08, 1, True), (1.5, 2, False)):
            body = "<p>x</p>" * int(lines * count)
            layout = pdf_layout.sheet_layout(body, {}, one_page=True)
            assert (len(layout.pages), layout.scale < 1) == (pages, reduced)

    def test_pages_are_counted_and_nothing_is_asked_of_disk_or_network(self, content, printed):
        pictures, done, loaded = printed
        assert len(pictures) >= 2 * 3 + 5 and loaded == ()
        assert done == list(range(2 * len(sheets(content))))
        assert (pictures[0].width(), pictures[0].height()) == (794, 1123)

    def test_a_file_that_text_asks_for_is_never_loaded(self, tmp_path):
        path = tmp_path / "red.png"
        Image.new("RGB", (60, 60), (255, 0, 0)).save(path)
        size = 'width="60" height="60"'
        for source in (path.as_uri(), str(path), path.name, "figure:1"):
            body = (
                f'<p>a<img src="{source}" {size}></p><table background="{source}"><tr>'
                f"<td style=\"background-image: url('{source}')\">b</td></tr></table>"
                f'<style>p {{ background-image: url("{source}") }}</style>'
            )
            assert red(drawn(pdf_layout.sheet_layout(body, {}))) == 0
        # The same picture by a name that the template gave.
        figure = Picture.of(path.read_bytes())
        own = f'<p><img src="figure:0" {size}></p>'
        assert red(drawn(pdf_layout.sheet_layout(own, {"figure:0": figure}))) >= 3500


@pytest.mark.usefixtures("qapp")
class TestPdf:
    def test_a_worker_thread_writes_it_whole_and_nothing_active(self, content, printed, tmp_path):
        path, steps, pool = tmp_path / "report.pdf", [], QThreadPool()
        pool.start(lambda: steps.extend(printing.write_pdf(content, path)))
        assert pool.waitForDone(60_000)
        assert steps and all(isinstance(step, Progress) for step in steps)
        data = path.read_bytes()
        assert data.startswith(b"%PDF-1.4")
        assert len(re.findall(rb"/Type /Page\b(?!s)", data)) == len(printed[0])
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

    def test_a_pdf_without_its_end_does_not_replace_an_earlier_one(
        self, content, tmp_path, monkeypatch
    ):
        path = tmp_path / "report.pdf"
        path.write_bytes(b"earlier")
        # What Qt leaves where the disk is full, without a word.
        monkeypatch.setattr(printing, "_write", lambda c, part: iter([part.write_bytes(b"%PDF")]))
        with pytest.raises(pdf_layout.PrintError, match="disk may be full"):
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

    def test_changed_evidence_is_warned_of_and_the_report_is_written(
        self, case, out, image, capsys
    ):
        before, html = image.read_bytes(), out / "r.html"
        command = ["report", str(case.path), "--html", str(html), "--replace"]
        assert run(command) == 0 and capsys.readouterr().err == ""
        image.write_bytes(b"other")
        assert run(command) == 0
        errors = capsys.readouterr().err
        assert errors.startswith(f"Warning: {image.name} in ") and "SHA-256 differs" in errors
        assert "Evidence that is changed or could not be checked" in html.read_text(
            encoding="utf-8"
        )
        image.unlink()
        try:
            assert run(command) == 0
        finally:
            image.write_bytes(before)
        assert "1 of 1 image not found on this computer" in capsys.readouterr().err

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
            original = path.read_bytes()
            assert run(["report", str(case.path), "--html", str(path), "--replace"]) == 1
            assert words in capsys.readouterr().err
            assert path.read_bytes() == original
        assert image.read_bytes() == before

    def test_images_are_chosen_and_the_cover_is_the_analysts(
        self, case, out, make_analysis, tmp_path, capsys
    ):
        for name in ("b.png", "c.png"):
            sha256 = hashlib.sha256(name.encode()).hexdigest()
            case.add_results(Results(make_analysis(tmp_path / name, sha256=sha256)))
        first = case.images()[0].sha256
        logo = tmp_path / "logo.png"
        Image.new("RGB", (2000, 100), "navy").save(logo)
        args = ["report", str(case.path), "--html", str(out), "--images", "c.png", first[:12]]
        cover = ["--title", "Other <b>", "--examiner", "B. Analyst", "--laboratory", "Lab 4"]
        assert run([*args, *cover, "--logo", str(logo)]) == 0
        # A folder: the name is proposed.
        document = (out / "Report 2024_7.html").read_text(encoding="utf-8")
        assert case.reports()[-1].images == (case.images()[2].sha256, first)
        images = document[document.index('id="image-1"') : document.index('id="log"')]
        assert images.index("c.png") < images.index("a.png") and "b.png" not in images
        for words in ("Other &lt;b&gt;", "Lab 4", "2 of the 3 images in the case, as chosen"):
            assert words in document
        assert "Title of the case" in document and "Examiner of the case" in document
        assert "Number in the case file" not in document and 'id="contact"' in document
        assert run([*args, "--no-contact-sheet", "--replace"]) == 0
        assert 'id="contact"' not in (out / "Report 2024_7.html").read_text(encoding="utf-8")
        capsys.readouterr()
        for more, words in (
            (["--images", "d.png"], "no image called d.png"),
            (["--images", first[:5]], "first 6 digits"),
            (["--logo", str(case.path)], "choose a PNG or JPEG"),
        ):
            assert run(["report", str(case.path), "--html", str(out / "x.html"), *more]) == 1
            assert words in capsys.readouterr().err
        assert len(list(out.iterdir())) == 1

    def test_wrong_usage_is_shown(self, case, out, tmp_path, capsys):
        assert run(["report", str(case.path)]) == 2
        same = str(out / "r")
        assert run(["report", str(case.path), "--pdf", same, "--html", same]) == 1
        assert run(["report", str(tmp_path / "no.gng"), "--html", str(out / "r.html")]) == 1
        assert run(["report", str(case.path), "--pdf", str(out / "no" / "r.pdf")]) == 1
        errors = capsys.readouterr().err
        for words in ("at least one", "cannot be the same file", "no case", "cannot be written"):
            assert words in errors
        assert "Traceback" not in errors and list(out.iterdir()) == []
