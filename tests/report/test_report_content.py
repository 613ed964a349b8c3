"""What a report holds, gathered from results and from a case."""

import hashlib
import io
import json
import os
from dataclasses import asdict, replace
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from gng_desktop.analysis import FAST_NOTE, OWN
from gng_desktop.analysis.detectors import without_costly
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.analysis.support import support
from gng_desktop.casework import from_json
from gng_desktop.casework.case.contents import CaseExplanation
from gng_desktop.casework.case.previews import previews
from gng_desktop.casework.case.store import Case
from gng_desktop.casework.decisions import decide
from gng_desktop.casework.saving import Results
from gng_desktop.imaging.faces import Box
from gng_desktop.modelstore import Manifest
from gng_desktop.provenance.fields import clean
from gng_desktop.provenance.record import read_provenance
from gng_desktop.report import text
from gng_desktop.report.collect import content_of_results
from gng_desktop.report.image_page import file_facts_of, page_of, shortened
from gng_desktop.report.pictures import Picture
from tests.casework.case.forging import tampering
from tests.fakes import content_of, html_of
from tests.tiny_data import image_bytes, with_segments

VIEWS = {"original", "overlay", "stripped", "map_with_background", "map_without_background"}


@pytest.fixture
def case(tmp_path, make_results, models):
    """A case with one image and all that is known of it."""
    made = Case.create(tmp_path / "a.gng", "Case", "2024/7", "A. Analyst")
    results = make_results()
    made.add_results(results, previews(results), models)
    return made


def test_results_become_a_page_with_all_there_is(make_content, photo):
    content = make_content()
    (page,) = content.pages
    assert (page.number, page.name, page.folder) == (1, "photo.jpg", str(photo.parent))
    assert page.sha256 == hashlib.sha256(photo.read_bytes()).hexdigest()
    assert page.size == photo.stat().st_size
    assert page.verdict == "generated" and page.support.proposition == "generated"
    assert set(page.pictures) == VIEWS
    assert page.maps.method == "SHAP" and page.maps.masker == "Telea inpainting"
    assert page.thresholds == dict.fromkeys(("with_background", "without_background"), (0.25, 0.75))
    assert page.stress.verdict == "generated" and len(page.stress.survived) == 14
    assert [d.conclusion for d in page.decisions] == ["undecided", "generated"]
    assert page.file.format == "JPEG" and page.problems == ()
    assert [m.role for m in content.models] == [
        "segmenter",
        "with_background",
        "without_background",
    ]


def test_regions_are_ranked_and_the_black_background_takes_no_part(make_content):
    found = make_content().pages[0].regions
    assert found.rows == (
        ("hair", 1.5, -1.5),
        ("background", 0.5, None),
        ("general face", -0.25, 0.25),
    )
    assert found.hidden_scores == pytest.approx((0.2689, 0.2689), abs=1e-4)
    assert found.notes == ("The right ear was counted with the hair.",)


def test_the_hash_stands_for_everything(make_content):
    content = replace(make_content(), made_at="2024-05-01T10:00:00+00:00")
    assert json.loads(content.canonical) == content.to_json()
    assert hashlib.sha256(content.canonical).hexdigest() == content.sha256
    (page,) = content.pages
    other = Picture.of(image_bytes(Image.new("RGB", (64, 48))))
    changes = [
        {"title": "Other"},
        {"pages": (replace(page, decisions=page.decisions[:1]),)},
        {"pages": (replace(page, pictures={"original": other}),)},
        {"models": content.models[:2]},
        {"made_at": "2024-05-01T10:00:01+00:00"},
    ]
    hashes = {replace(content, **change).sha256 for change in changes} | {content.sha256}
    assert len(hashes) == len(changes) + 1
    assert replace(content).sha256 == content.sha256


def test_the_place_is_shown_only_when_asked_for(make_content, make_results):
    content = make_content(make_results())
    assert content.pages[0].file.has_gps and not content.pages[0].file.shows_gps
    assert b"12.5" not in content.canonical and b"GPS" not in content.canonical
    asked = make_content(make_results(), gps=True)
    assert asked.pages[0].file.shows_gps and b"12.500000, 12.500000" in asked.canonical


def test_where_shap_is_missing_other_maps_are_shown_or_none(make_content, make_results, pair):
    results = make_results()
    maps = tuple(replace(e, method="grad-cam", masker="", unit="relative") for e in pair)
    other = replace(results, explained=(replace(results.explained[0], maps=maps),), tested={})
    (page,) = make_content(other).pages
    assert page.maps.method == "Grad-CAM" and page.maps.gains == (None, None)
    assert set(page.pictures) == VIEWS
    nothing = replace(results, explained=(), tested={}, stress=None, provenance=None)
    (page,) = make_content(nothing).pages
    assert set(page.pictures) == {"original", "overlay", "stripped"}
    assert (page.maps, page.regions, page.stress, page.file) == (None, None, None, None)


def test_a_small_face_is_shown_alone_and_framed_in_its_image(make_content, make_results):
    whole = make_content().pages[0].pictures
    part = make_results(box=Box(8, 4, 32, 32), face_box=(8, 4, 32, 32))
    found = make_content(part).pages[0].pictures
    assert {(p.width, p.height) for p in whole.values()} == {(64, 48)}
    sizes = {view: (p.width, p.height) for view, p in found.items()}
    assert sizes == dict.fromkeys(VIEWS, (32, 32)) | {"original": (64, 48)}
    with Image.open(io.BytesIO(found["original"].data)) as image:
        pixels = np.asarray(image.convert("L")).astype(int)
    with Image.open(io.BytesIO(whole["original"].data)) as image:
        apart = np.abs(pixels - np.asarray(image.convert("L"))) > 30
    assert apart[4:36, 8:40].mean() > 0.1 and not apart[:, 48:].any()


@pytest.mark.parametrize("label", ["other@0123456789ab", "with@aaaaaaaaaaaa"])
def test_a_model_that_made_nothing_lends_no_limits_and_is_not_named(
    make_content, make_results, label
):
    content = make_content(make_results(classifier_with_background=label))
    (page,) = content.pages
    assert page.thresholds == {"with_background": None, "without_background": (0.25, 0.75)}
    assert page.support.word == "no conclusion"
    assert {model.role for model in content.models} == {"segmenter", "without_background"}


def test_a_case_tells_the_same_and_its_log(case, make_content):
    content = content_of(case)
    assert (content.title, content.reference, content.examiner) == ("Case", "2024/7", "A. Analyst")
    assert content.intact and content.problems == ()
    log = case.log()
    assert [e.sha256 for e in content.log] == [e.sha256 for e in log]
    assert content.head == case.head == log[-1].sha256
    (page,), (same,) = content.pages, make_content().pages
    # Decisions know when they were taken.
    assert replace(page, decisions=(), evidence="") == replace(same, decisions=())
    assert (page.evidence, same.evidence) == ("unchanged", "")
    assert [d.comment for d in page.decisions] == [d.comment for d in same.decisions]
    assert [(f.name, f.sha256) for f in content.files] == [("photo.jpg", page.sha256)]
    assert {m.label for m in content.models} == {
        f"{name}@0123456789ab" for name in ("segmenter", "with", "without")
    }


def test_a_report_may_be_on_some_images(case, tmp_path, make_results):
    second = replace(make_results(), history=(), stress=None, provenance=None)
    case.add_results(replace(second, analysis=replace(second.analysis, sha256="1" * 64)))
    first, second = (page.sha256 for page in content_of(case).pages)
    content = content_of(case, images=[second])
    assert [p.sha256 for p in content.pages] == [second] and content.pages[0].number == 1
    assert {f.sha256 for f in content.files} == {second}
    assert ("Selection", "1 of the 2 images in the case, as chosen") in content.about
    assert [p.sha256 for p in content_of(case, images=[second, first]).pages] == [second, first]


@pytest.mark.parametrize(
    ("become", "state", "counted"),
    [
        ("kept", "unchanged", "1 image unchanged; 1 image not found on this computer"),
        ("changed", "changed", "1 image changed: the file there is not the one that was examined;"),
        ("gone", "not found here", "2 images not found on this computer"),
        ("unreadable", "cannot be read", "1 image cannot be read; 1 image not found"),
    ],
)
def test_a_report_says_what_the_evidence_is_now(
    tmp_path, make_results, photo, monkeypatch, become, state, counted
):
    """Images whose files are on another disk are no fault; changed ones are named in front."""
    case, evidence = Case.create(tmp_path / "a.gng", "Case"), tmp_path / "<b>é.jpg"
    evidence.write_bytes(photo.read_bytes())
    analysis = replace(make_results().analysis, path=str(evidence))
    case.add_results(Results(analysis))
    away = replace(analysis, path=str(tmp_path / "disk/b.jpg"), sha256="1" * 64)
    case.add_results(Results(away))
    if become == "changed":
        evidence.write_bytes(b"other")
    elif become == "gone":
        evidence.unlink()
    elif become == "unreadable":
        opened = os.open

        def refuse(path, *args, **options):
            if path == evidence:
                raise PermissionError
            return opened(path, *args, **options)

        monkeypatch.setattr(os, "open", refuse)
    content = content_of(case)
    assert [page.evidence for page in content.pages] == [state, "not found here"]
    assert [file.state for file in content.files] == [state, "not found here"]
    assert counted in dict(content.about)["Evidence"]
    assert content.intact and not content.problems
    output = html_of(content)
    assert output.count(text.evidence_state(state)) >= 2
    wrong = become in ("changed", "unreadable")
    assert ("Evidence that is changed or could not be checked" in output) == wrong
    assert ("&lt;b&gt;é.jpg in " in output) == wrong
    missing = text.evidence_warnings(content)[-1]
    assert missing.startswith("2 of 2 images" if become == "gone" else "1 of 2 images")


def test_an_image_seen_at_two_places_is_unchanged_if_one_of_them_is(tmp_path, make_results, photo):
    case = Case.create(tmp_path / "a.gng", "Case")
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(photo.read_bytes())
        analysis = replace(make_results().analysis, path=str(tmp_path / name))
        case.add_results(Results(analysis))
    (tmp_path / "a.jpg").write_bytes(b"another image of that name")
    content = content_of(case)
    assert [page.evidence for page in content.pages] == ["unchanged"]
    assert [file.state for file in content.files] == ["changed", "unchanged"]
    (warning,) = text.evidence_warnings(content)
    assert warning.startswith("a.jpg in ") and "its SHA-256 differs" in warning


def test_a_size_that_is_no_number_is_left_out(case):
    sql = "UPDATE images SET facts = json_set(facts, '$.size', 'x', '$.width', json('{}'))"
    tampering(case.path, sql)
    content = content_of(case)
    assert content.intact is False and {page.size for page in content.pages} == {None}
    assert "cannot be read" not in html_of(content)


def test_a_changed_case_is_reported_as_such(case):
    tampering(case.path, "UPDATE decisions SET facts = replace(facts, 'undecided', 'real')")
    content = content_of(case)
    assert content.intact is False and any("decisions" in p for p in content.problems)
    assert content.pages[0].decisions[0].conclusion == "real"


def test_pictures_of_a_case_are_checked_by_their_content(case, make_results):
    found = make_results()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    for data in (svg, b"GIF89a", b"", image_bytes(Image.new("RGB", (3000, 2)))):
        case.add_results(found, {"original": data, "overlay": previews(found)["overlay"][:-500]})
        (page,) = content_of(case).pages
        assert set(page.pictures) == VIEWS - {"original", "overlay"}
        assert page.problems == (
            "A picture of this image as the case has it cannot be read and is left out.",
        )


@pytest.mark.parametrize(
    "facts", [{}, {"points": [{"kind": "as is"}]}, {"points": "x"}, {"points": [1]}, {"points": []}]
)
def test_a_part_that_does_not_fit_is_left_out_with_a_sentence(make_content, make_results, facts):
    (page,) = make_content(
        replace(make_results(), stress=SimpleNamespace(to_json=lambda: facts))
    ).pages
    assert page.stress is None and page.regions is not None
    assert page.problems == (
        "The stress test of this image as the case has it cannot be read and is left out.",
    )


@pytest.mark.parametrize("facts", [5, None, {}, {"detector": "lab"}])
def test_facts_on_maps_that_do_not_fit_spare_the_rest(case, facts):
    (image,) = case.images()
    found = CaseExplanation(0, 0, 0, "shap-partition.lab", facts, None)
    image = replace(image, parts=(replace(image.parts[0], explanations=(found,)),))
    page = page_of(image, case.preview, 1, (), False)
    assert page.further == () and len(page.problems) == (facts == {"detector": "lab"})


WRONG = {
    "score_with_background": ["0.9", float("nan")],
    "score_without_background": [1.5],
    "verdict": ["fake"],
    "status": ["fine"],
    "face_box": [[1, 2]],
    "face_index": [0, "2"],
    "width": [-1],
    "path": [None],
    "notes": [[1]],
    "partial": ["yes"],
    "regions": [{"hair": "<b>"}],
    "classifier_family": [1],
    "contributions": [{"gan": None}, {"gan": "1"}],
    "family_probabilities": [{"real": None}],
}


@pytest.mark.parametrize(("name", "value"), [(n, value) for n in WRONG for value in WRONG[n]])
def test_an_analysis_with_values_out_of_range_is_refused(make_analysis, name, value):
    facts = make_analysis(notes=("One.",)).to_json()
    assert from_json.analysis_of(facts).verdict == "generated"
    assert from_json.analysis_of(facts | {"notes": ["One."]}).notes == ("One.",)
    del facts["partial"]  # as in cases of earlier versions
    with pytest.raises(from_json.WRONG):
        from_json.analysis_of(facts | {name: value})


def test_a_support_without_a_number_is_refused(make_content):
    facts = asdict(make_content().pages[0].support)
    assert from_json.support_of(facts).ratio == facts["ratio"]
    with pytest.raises(from_json.WRONG):
        from_json.support_of(facts | {"ratio": "34"})


def test_a_shortened_value_tells_its_true_length():
    assert shortened("a" * 160) == "a" * 160
    assert shortened("a" * 300).endswith("a… (300 characters in all)")
    # Cut once already, by `clean`; the first length counts.
    assert shortened(clean("a" * 5000)).endswith("a… (5,000 characters in all)")
    # The file itself claims a length.
    forged = "a" * 300 + "… (9,999 characters in all)"
    assert shortened(forged).endswith(f"({len(forged)} characters in all)")


@pytest.mark.parametrize(
    ("path", "name", "folder"),
    [
        ("/case/a b.jpg", "a b.jpg", "/case"),
        (r"C:\case\a.jpg", "a.jpg", "C:\\case"),
        (r"\\server\share\case\a.jpg", "a.jpg", r"\\server\share\case"),
        (r"/case/a\b.jpg", r"a\b.jpg", "/case"),
    ],
)
def test_paths_of_any_computer(path, name, folder):
    assert from_json.split_path(path) == (name, folder)


def test_what_the_file_says_of_a_generator_and_holds_after_its_end(
    make_content, make_results, photo
):
    data = photo.read_bytes()
    comment = b"Steps: 20, Sampler: <b>Euler, Seed: 1"
    photo.write_bytes(with_segments(data, 0xFE, comment) + b"%PDF-1.7")
    found, read = make_results(), read_provenance(photo)
    analysis = replace(found.analysis, sha256=read.facts.sha256)
    changed = replace(found, analysis=analysis, provenance=read, tested={}, explained=())
    content = make_content(replace(changed, stress=None, history=()))
    document = html_of(content)
    assert "The file itself states" in document and read.flag.word == "generated"
    assert "holds Stable Diffusion settings" in content.pages[0].file.flag
    assert "8 bytes follow the end of the image" in document and "<b>Euler" not in document
    # A case of an earlier version lacks what is new.
    facts = read.to_json()
    old = {k: v for k, v in facts.items() if k not in ("flag", "no_traces", "trailing")}
    page = file_facts_of(old | {"generator_traces": []})
    assert (page.flag, page.trailing) == ("", ()) and page.no_traces.startswith("No traces")


def test_what_another_file_states_does_not_count_for_the_image(make_content, make_results, photo):
    """The file was replaced after it had been analysed, and before its metadata were read."""
    found = make_results()
    photo.write_bytes(photo.read_bytes() + b"more")
    (page,) = make_content(replace(found, provenance=read_provenance(photo))).pages
    assert page.sha256 == found.analysis.sha256
    assert page.file is None and page.size is None


def test_every_page_names_the_models_that_judged(make_content, make_results):
    content = make_content(make_results(), make_results("b.jpg", segmenter="other@aaaaaaaaaaaa"))
    pages = [html_of(replace(content, pages=(page,))) for page in content.pages]
    assert ["other@aaaaaaaaaaaa" in page for page in pages] == [False, True]
    assert all("with@0123456789ab" in page for page in pages)


def test_analyses_by_other_models_are_not_passed_over_in_silence(
    case, make_results, make_content, models
):
    assert "by other models" not in html_of(content_of(case))
    later = replace(make_results().analysis, segmenter="other@aaaaaaaaaaaa", verdict="real")
    case.add_results(Results(later), {}, models)
    content = content_of(case)
    (page,) = content.pages
    assert page.verdict == "real" and page.by_other_models == 1
    assert "1 more analysis by other models" in html_of(content)


def test_other_pictures_of_a_file_are_not_passed_over_in_silence(case, make_results, models):
    first, second = (
        replace(make_results().analysis, frame=number, frames=3, verdict=verdict)
        for number, verdict in ((1, "generated"), (2, "real"))
    )
    case.add_results(Results(first), {}, models)
    case.add_decision(decide(first, "generated", "", "A. Rossi"))
    case.add_results(Results(second), {}, models)
    page = html_of(content_of(case))
    assert "Other pictures of this file were analysed: picture 1: generated." in page
    assert "No decision is recorded for this picture of the file." in page
    assert "picture 1: generated; scores" in page  # the history


def test_images_analysed_by_other_models_are_left_out(case, make_results, models):
    for name, sha256 in (("b.jpg", "1" * 64), ("c.jpg", "2" * 64)):
        found = make_results(name).analysis
        case.add_results(Results(replace(found, sha256=sha256)), {}, models)
    assert len(content_of(case).pages) == 3
    later = replace(make_results("c.jpg").analysis, sha256="2" * 64, segmenter="new@aaaaaaaaaaaa")
    case.add_results(Results(later), {}, models)
    content = content_of(case)
    assert [page.sha256 for page in content.pages] == ["2" * 64]
    assert "2 images analysed by other models" in html_of(content) and "b.jpg" in html_of(content)


def test_a_case_shows_the_rule_that_fused_and_does_not_mix_fast_results(
    tmp_path, make_results, models
):
    parts = {"with_background": 0.7, "without_background": 0.4}
    fast = {
        "weights": parts,
        "intercept": 0.0,
        "models": {"without_background": models["without_background"].sha256},
        "thresholds": {"real_below": 0.1, "generated_above": 0.9, "chosen_on": "validation"},
        "fitted_on": "validation",
        "metrics": models["with_background"].manifest.metrics,
    }
    rule = fast | {"weights": parts | {"vit": 0.5}, "fast": fast, "slope": 1.5, "offset": -0.3}
    rule |= {"models": fast["models"] | {"vit": "1" * 64}}
    rule |= {"thresholds": {"real_below": 0.2, "generated_above": 0.8, "chosen_on": "validation"}}
    first = models["with_background"]
    manifest = Manifest.from_json(first.manifest.to_json() | {"fusion": rule})
    whole = models | {"with_background": replace(first, manifest=manifest)}
    less, left_out = without_costly(whole)
    assert left_out == {"vit": "1" * 64}
    vit = DetectorScore(
        id="vit", label=f"vit@{'1' * 12}", view="face", raw=0.9, score=0.9, zone="generated"
    )
    added = dict.fromkeys(parts, 1.0)
    quick = make_results(score_fused=0.85, contributions=added, notes=(FAST_NOTE,))
    full = make_results(
        "b.jpg", score_fused=0.85, contributions=added | {"vit": 1.0}, detectors=(vit,)
    )
    full = Results(replace(full.analysis, sha256="1" * 64, deciding=(*parts, "vit")))
    blank = Results(
        replace(full.analysis, sha256="2" * 64, status="not_applicable", verdict=None, detectors=())
    )
    for order, limits in (((quick, full), (0.2, 0.8)), ((full, quick), (0.1, 0.9))):
        case = Case.create(tmp_path / f"{limits[0]}.gng", "Case", "", "A.")
        for results in (*order, blank):
            case.add_results(results, {}, less if results is quick else whole)
        (model,) = [m for m in case.models() if m.role == "with_background"]
        assert Manifest.from_json(model.manifest) == manifest  # that of its hash
        pages = content_of(case).pages
        assert [p.sha256 for p in pages] == [order[1].analysis.sha256, "2" * 64]
        assert pages[0].thresholds["fused"] == limits
    # Of results at hand, too, whatever the models were loaded for.
    for used in (whole, less):
        for results, limits in ((quick, (0.1, 0.9)), (full, (0.2, 0.8))):
            (page,) = content_of_results((results,), used).pages
            assert page.thresholds["fused"] == limits
    output = html_of(content_of_results((full,), whole))
    assert "0.50 × log-odds of the ViT detector" in output and "; × 1.50 -0.30" in output
    assert support(quick.analysis, whole) == support(quick.analysis, less)
    assert support(quick.analysis, less).ratio is not None
    usual = replace(full.analysis, deciding=OWN)
    assert support(usual, less) == support(usual, whole)
    assert support(usual, less).ratio is not None
    other = replace(usual, detectors=(replace(vit, label=f"vit@{'2' * 12}"),))
    assert support(other, whole).ratio is None


def test_with_a_part_of_the_fused_score_models_are_others(case, make_results, models):
    gan = DetectorScore(id="gan", label="gan@1", view="face", raw=0.1, score=0.1, zone="real")
    found = replace(make_results("b.jpg").analysis, sha256="1" * 64, detectors=(gan,))
    case.add_results(Results(found), {}, models)
    assert [page.sha256 for page in content_of(case).pages] == ["1" * 64]
