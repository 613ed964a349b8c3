"""An image whose faces were judged one by one: what a report tells of each, and of the file."""

import io
import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.imaging.faces import Box
from gng_desktop.report.pictures import Picture, numbered
from gng_desktop.report.renderer import PagedRendering, Rendering, sheets
from tests.fakes import content_of, html_of
from tests.report.conftest import HOSTILE
from tests.tiny_data import image_bytes

BOXES = {1: (2, 4, 20, 20), 2: (30, 6, 24, 24), 3: (44, 31, 16, 16)}
REAL = {"verdict": "real", "score_with_background": 0.1, "score_without_background": 0.2}
UNSURE = {"verdict": "inconclusive", "reason": "They differ.", "score_with_background": 0.9}


@pytest.fixture
def faces(make_results):
    """Results on three faces of one image; the second decides, the third is explained by nothing.

    Two of the decisions are on faces, one is on the image as a whole.
    """
    found = {
        number: make_results(box=Box(*box), face_box=box, face_index=number, **changes)
        for (number, box), changes in zip(BOXES.items(), (REAL, {}, UNSURE), strict=True)
    }
    found[3] = replace(found[3], explained=(), tested={}, stress=None)
    whole = replace(found[1].analysis, face_index=None, face_box=(0, 0, 64, 48))
    history = (
        decide(found[1].analysis, "probably_real", "Looks real.", "A. Analyst"),
        decide(found[2].analysis, "generated", "Pupils. " * 50, "A. Analyst"),
        decide(whole, "undecided", "As a whole.", "A. Analyst"),
    )
    return tuple(replace(results, history=history) for results in found.values())


@pytest.fixture
def whole(make_results, faces):
    """Results on the same image as a whole, which was judged first."""
    return replace(make_results(**REAL), history=faces[0].history)


def sheet_of(content, key, place=None):
    return next(s for s in sheets(content) if s.key == key).render(place or Rendering())


# -- what is gathered ---------------------------------------------------------------------------


def test_faces_of_one_file_make_one_page(make_content, faces):
    content = make_content(*faces)
    (page,) = content.pages
    assert [part.face for part in page.parts] == [1, 2, 3] == [f.face for f in page.faces]
    assert page.verdict == "generated" and page.face == 2
    assert page.analysis.reason == "3 faces: 1 generated, 1 inconclusive, 1 real. Face 2 decides."
    assert page.support == page.parts[1].support and page.support.proposition == "generated"
    assert [part.verdict for part in page.parts] == ["real", "generated", "inconclusive"]
    first, _, third = page.parts
    assert first.maps and first.regions and first.stress and len(first.pictures) == 5
    assert (third.maps, third.regions, third.stress) == (None, None, None)
    assert (page.maps, page.regions, page.stress) == (None, None, None)
    assert len(page.decisions) == 3 and page.file.format == "JPEG"
    output = [[d.conclusion for d in part.decisions] for part in page.parts]
    assert output == [["probably_real"], ["generated"], []]
    # Every face is in the hash.
    parts = (*page.parts[:2], replace(page.parts[2], decisions=page.decisions[:1]))
    assert replace(content, pages=(replace(page, parts=parts),)).sha256 != content.sha256


def test_the_picture_as_a_whole_is_a_part_without_a_say(make_content, faces, whole):
    (page,) = make_content(whole, *faces[:1], *faces[2:]).pages
    assert [part.face for part in page.parts] == [1, 3, None] and len(page.faces) == 2
    assert page.verdict == "inconclusive" and page.face == 3
    assert [d.conclusion for d in page.parts[-1].decisions] == ["undecided"]


def test_one_face_alone_is_an_image_as_ever(make_content, faces):
    (page,) = make_content(faces[1]).pages
    assert page.parts == () and page.analysis.face_index == 2 and page.maps is not None
    assert not make_content(faces[1]).by_faces


def test_the_last_results_on_a_part_count_and_other_files_stay_apart(
    make_content, faces, make_results
):
    later = replace(faces[0], analysis=replace(faces[0].analysis, verdict="generated"))
    pages = make_content(*faces, make_results("b.jpg"), later).pages
    assert [len(page.parts) for page in pages] == [3, 0]
    assert [part.verdict for part in pages[0].parts][:2] == ["generated", "generated"]


def test_a_case_tells_the_same_of_every_face(tmp_path, make_content, faces, whole, models):
    case = Case.create(tmp_path / "a.gng", "Case")
    for results in (whole, *faces):
        case.add_results(results, previews(results), models)
    content = content_of(case)
    (page,), (same,) = content.pages, make_content(whole, *faces).pages
    assert (page.evidence, same.evidence) == ("unchanged", "")
    assert replace(page, evidence="") == same and len(page.parts) == 4
    (entry,) = content.files
    assert (entry.faces, entry.verdict) == (3, "generated")
    assert make_content(whole).files[0].faces == 0


@pytest.mark.parametrize("broken", [{"score_with_background": 7.0}, {"seconds": {"total": "long"}}])
def test_what_does_not_fit_of_one_face_leaves_the_others(tmp_path, faces, broken):
    broken = replace(faces[0].analysis, **broken)
    case = Case.create(tmp_path / "a.gng", "Case")
    for results in (
        replace(faces[0], analysis=broken, stress=None),
        faces[1],
        replace(faces[2], stress=SimpleNamespace(to_json=lambda: {"points": "x"})),
    ):
        case.add_results(results)
    (page,) = content_of(case).pages
    assert [part.face for part in page.parts] == [2, 3]
    assert len(page.problems) == 2 and page.problems[0].startswith("The analysis of this image")


# -- the picture --------------------------------------------------------------------------------


def test_every_square_is_framed_and_numbered_in_one_picture(make_analysis):
    bare = Picture.of(image_bytes(Image.new("RGB", (512, 384), (90, 120, 150))))

    def shown(boxes):
        found = [make_analysis(face_index=n, face_box=box) for n, box in boxes.items()]
        made = numbered(bare, found)
        with Image.open(io.BytesIO(made.data)) as image:
            pixels = np.asarray(image.convert("RGB")).astype(int)
        return made, (np.abs(pixels - (90, 120, 150)).sum(axis=-1) > 120)

    made, drawn = shown(BOXES)
    assert (made.width, made.height) == (1024, 768)
    for left, top, width, height in BOXES.values():  # 16 px of it are one of the image
        part = drawn[top * 16 : (top + height) * 16, left * 16 : (left + width) * 16]
        assert part[1].all() and part[-2].all() and part[:, 1].all() and part[:, -2].all()
        assert not part[100:-20, 20:-20].any() and part[10:40, 10:30].mean() > 0.7
    assert not drawn[:60].any() and not drawn[:, :28].any()
    # Numbers differ; squares outside are left out.
    _, other = shown({n + 4: box for n, box in BOXES.items()})
    assert (drawn != other).any()
    assert numbered(bare, [make_analysis(face_index=1, face_box=(60, 4, 20, 20))]) == bare


def test_the_number_of_a_small_square_stands_beside_it(make_analysis):
    bare = Picture.of(image_bytes(Image.new("RGB", (1024, 768), (90, 120, 150))))
    for box in ((20, 20, 4, 4), (20, 0, 4, 4)):
        found = numbered(bare, [make_analysis(face_index=1, face_box=box)])
        with Image.open(io.BytesIO(found.data)) as image:
            pixels = np.asarray(image.convert("RGB")).astype(int)
        inside = pixels[box[1] * 16 + 8 : (box[1] + 4) * 16 - 8, 20 * 16 + 8 : 24 * 16 - 8]
        assert (np.abs(inside - (90, 120, 150)).sum(axis=-1) < 60).all()


# -- the sheets ---------------------------------------------------------------------------------


def test_each_face_has_a_sheet_of_its_own(make_content, make_results, faces, whole):
    content = make_content(whole, *faces, make_results("b.jpg"))
    found = (html_of(shown) for shown in (content, make_content(faces[1])))
    many, one = (re.findall(r'<div id="([^"]+)" class="sheet">', document) for document in found)
    of_faces = [f"image-1-face-{number}" for number in BOXES]
    assert many[5:-2] == ["image-1", *of_faces, "image-1-whole", "image-2"]
    assert one[4:-2] == ["image-1"]


def test_the_sheet_of_the_image_lists_its_faces(make_content, faces):
    sheet = sheet_of(make_content(*faces), "image-1")
    assert "Verdict of the program on the file" in sheet and "GENERATED" in sheet
    assert "3 faces: 1 generated, 1 inconclusive, 1 real. Face 2 decides." in sheet
    assert "Face 2: " in sheet and "3 faces, each on its own" in sheet
    table = sheet[sheet.index("<thead>") :]
    rows = table[table.index("<tbody>") : table.index("</tbody>")].split("</tr>")[:3]
    words = ("real", "generated", "inconclusive")
    decided = ("probably real", "generated", "—")
    for (number, box), row, word, said in zip(BOXES.items(), rows, words, decided, strict=True):
        assert f'href="#image-1-face-{number}"' in row and f">{word}<" in row
        place = f"{box[2]} × {box[3]} px at {box[0]}, {box[1]}"
        assert place in row.replace("\N{NO-BREAK SPACE}", " ") and f">{said}</td>" in row
    assert ">0.10<" in rows[0] and ">0.20<" in rows[0] and ">0.90<" in rows[1]
    # A page only where there are pages.
    assert ">Page<" not in sheet
    paged = sheet_of(make_content(*faces), "image-1", PagedRendering({"image-1-face-2": 17}))
    assert ">Page<" in paged and ">17</td>" in paged


def test_faces_that_were_not_judged_are_named(make_content, make_results, faces):
    last = make_results(face_index=6, face_box=(40, 0, 20, 20))
    absurd = make_results(face_index=10**12, face_box=(40, 0, 20, 20))
    for found, words in (
        (faces, ""),
        ((faces[0], faces[2]), "Face 2 was not analysed."),
        ((faces[0], last), "Faces 2, 3, 4 and 5 were not analysed."),
        ((faces[0], absurd), "12, 13 and others were not analysed."),
    ):
        sheet = sheet_of(make_content(*found), "image-1")
        assert "by the faces listed" in sheet
        assert words in sheet if words else "not analysed" not in sheet


def test_the_sheet_of_a_face_is_about_that_face(make_content, faces):
    content = make_content(*faces)
    first, second, third = (sheet_of(content, f"image-1-face-{n}") for n in BOXES)
    for number, sheet in enumerate((first, second, third), start=1):
        assert f"<h2>Face {number}</h2>" in sheet and content.pages[0].sha256 in sheet
        assert "one of its 3 faces" in sheet and "What the file states" not in sheet
    assert "REAL" in first and "PROBABLY REAL" in first and "for this face only" in first
    assert "survives 14 of the 15" in first and "All decisions on this face" not in first
    assert "All decisions on this face" in second and "As a whole." not in second
    assert "No decision is recorded for this face." in third
    assert "of this face were not explained" in third and "not tested for this face" in third


def test_decisions_on_no_face_stand_with_the_image(make_content, faces):
    content = make_content(*faces)
    sheet = sheet_of(content, "image-1")
    assert "UNDECIDED" in sheet and "As a whole." in sheet and "Pupils" not in sheet
    on_faces = tuple(replace(r, history=r.history[:2]) for r in faces)
    sheet = sheet_of(make_content(*on_faces), "image-1")
    assert "No decision is recorded for the image as a whole." in sheet
    summary = sheet_of(make_content(*on_faces), "summary")
    assert summary.count("on faces only") == 2 and "undecided" not in summary


def test_summary_index_and_method_tell_of_faces_only_where_there_are(
    make_content, faces, make_results
):
    content = make_content(*faces)
    summary = sheet_of(content, "summary")
    assert ">generated</span><br>" in summary and ">3 faces<" in summary
    assert "those of the face that decides" in summary and ">undecided<" in summary
    assert "3 faces analysed: generated" in sheet_of(content, "index")
    assert "a sheet each and one for each face" in sheet_of(content, "title")
    one_by_one, one = "Where faces were analysed one by one", "It analyses one face of an image"
    method = sheet_of(content, "method")
    assert one_by_one in method and one not in method
    for plain in (make_content(make_results()), make_content(faces[0])):
        method = sheet_of(plain, "method")
        assert one_by_one not in method and one in method
        for key in ("summary", "index", "title"):
            sheet = sheet_of(plain, key)
            assert "face that decides" not in sheet and "analysed:" not in sheet
            assert "each face" not in sheet


def test_names_stay_text_on_every_sheet(make_content, make_results):
    found = [
        make_results(HOSTILE, face_index=n, face_box=box, reason="<b>\u202e")
        for n, box in BOXES.items()
    ]
    document = html_of(make_content(*found))
    assert "<b>" not in document and "\u202e" not in document
    assert document.count(r"passwd&gt;\u202egnp.\nx") > 4
