"""The report as one HTML file: whole, harmless, and dependent on nothing."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from gng_desktop.analysis import OWN
from gng_desktop.analysis.result import DetectorScore
from gng_desktop.analysis.support import Support
from gng_desktop.modelstore import Manifest
from gng_desktop.report import text
from gng_desktop.report.collect import content_of_results
from gng_desktop.report.content import Cover
from gng_desktop.report.renderer import foreign, lines, write_html
from tests.fakes import html_of, stored
from tests.report.conftest import HOSTILE

VOID = {"meta", "img", "br"}


class Reader(HTMLParser):
    """Collects elements and visible text; fails where tags do not match."""

    def __init__(self, document):
        super().__init__()
        self.elements, self.open, self.texts = [], [], []
        self.feed(document)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] != ["style"]:
            self.texts.append(data)

    def of(self, tag, attribute):
        return [a[attribute] for t, a in self.elements if t == tag and attribute in a]

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def read(content):
    return Reader(html_of(content))


def test_all_sheets_are_there_in_order(make_content, make_results):
    found = read(make_content(make_results(), make_results("b.jpg")))
    sheets = [a["id"] for t, a in found.elements if a.get("class") == "sheet"]
    images = ["image-1", "image-2"]
    assert sheets == ["title", "summary", "contact", "method", "models", *images, "index", "log"]
    links = [a for a in found.of("a", "href") if a.startswith("#")]
    assert {link[1:] for link in links} <= set(sheets) and "#image-2" in links


@pytest.fixture(scope="module")
def plain(make_content):
    """A report on one image with all there is, and what it looks like."""
    content = make_content()
    return content, html_of(content)


def test_it_says_what_a_reader_needs(plain):
    content, document = plain
    text = Reader(document).text
    for words in (
        "2024/7",
        content.sha256,
        content.pages[0].sha256,
        "GENERATED",
        content.pages[0].support.sentence,
        "The with-background classifier rests mainly on hair (67 %).",
        'The verdict "generated" survives 14 of the 15 changes tested',
        "10,000 to 1,000,000 very strong support",
        "Frontal faces only.",
        "First look.",
        "Below 0.25 real, above 0.75 generated",
        "JPEG by content, as the suffix .jpg says.",
        "6 of 200: 3.0 % (1.4 to 6.4 %)".replace(" %", "\N{NO-BREAK SPACE}%"),
        "These results are not stored in a case",
    ):
        assert " ".join(words.split()) in text.replace("  ", " "), words


def test_it_needs_no_other_file_and_runs_nothing(plain):
    document = plain[1]
    found = Reader(document)
    assert all(source.startswith("data:image/") for source in found.of("img", "src"))
    assert all(link.startswith(("#", "data:")) for link in found.of("a", "href"))
    tags = {tag for tag, _ in found.elements}
    assert not tags & {"script", "link", "iframe", "object", "embed", "form", "base", "svg"}
    assert not [a for _, attributes in found.elements for a in attributes if a.startswith("on")]
    assert "url(" not in document and "@import" not in document
    (policy,) = (a["content"] for _, a in found.elements if "http-equiv" in a)
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert all(words.strip() for words in found.of("img", "alt"))
    # Words of this program show no escapes.
    assert not re.search(r"\\x[0-9a-f]{2}|\\u[0-9a-f]{4}", found.text)


def test_names_and_metadata_are_text_and_nothing_else(make_content, make_results):
    results = make_results(HOSTILE)
    document = html_of(make_content(results, cover=Cover("</title><script>x", None, "<i>E</i>")))
    found = Reader(document)
    assert "script" not in {tag for tag, _ in found.elements}
    assert not [tag for tag, _ in found.elements if tag in ("b", "i")]
    assert all(source.startswith("data:") for source in found.of("img", "src"))
    # Shown as it is, its control characters as escapes. The name's slashes part folders.
    assert r"passwd>\u202egnp.\nx" in found.text
    assert "\u202e" not in document
    assert '"><script>alert(1)</script>' in found.text  # of the metadata
    assert "<b>Sure</b>" in found.text and "</title><script>x" in found.text


def test_long_texts_are_cut_and_their_length_stated(make_content, make_results):
    text = read(make_content(make_results("n" * 240 + ".jpg"))).text
    assert "n… (244 characters in all)" in text and "n" * 200 not in text
    assert "(540 characters in all)" in text  # of the image description


def test_what_the_hash_is_made_of_goes_with_it(plain):
    content, document = plain
    (link,) = (a["href"] for t, a in Reader(document).elements if t == "a" and "download" in a)
    data = base64.b64decode(link.removeprefix("data:application/json;base64,"))
    assert data == content.canonical
    assert hashlib.sha256(data).hexdigest() == content.sha256


def test_shares_of_test_images_stand_with_counts_and_interval(plain):
    sheet = plain[1].partition('id="models"')[2].partition('id="image-1"')[0]
    text = Reader(f"<div {sheet.rpartition('<div')[0]}").text.replace("\N{NO-BREAK SPACE}", " ")
    share = r"\d+ of \d+: [\d.]+ % \([\d.]+ to [\d.]+ %\)"
    assert len(re.findall(share, text)) == 8
    assert "%" not in re.sub(share, "", text).replace("95 % interval", "")


def test_a_fused_score_and_the_known_generators_are_reported(make_results, models):
    row = {"images": 40, "generated": 1, "called_generated": 0.95, "family": "diffusion"}
    rule = {
        "weights": {"with_background": 0.7, "without_background": 0.4},
        "intercept": -0.2,
        "models": {"without_background": models["without_background"].sha256},
        "thresholds": {"real_below": 0.2, "generated_above": 0.9, "chosen_on": "validation"},
        "fitted_on": "validation",
        "metrics": models["with_background"].manifest.metrics | {"generators": {"Flux": row}},
    }
    first = models["with_background"]
    manifest = Manifest.from_json(first.manifest.to_json() | {"fusion": rule})
    used = {**models, "with_background": replace(first, manifest=manifest)}
    added = {"with_background": 3.0, "without_background": 0.4}
    html = html_of(content_of_results((make_results(score_fused=0.96, contributions=added),), used))
    assert "The verdict is made of both scores fused: 0.96. Below 0.20 real, above 0.90" in html
    assert "The fusion rule itself adds −0.22, the same for every image." in html
    assert "0.70 × log-odds of the" in html and "Known generators" in html
    assert "38 of 40: 95.0" in html
    # What decides is shown with its own test, beside those of each classifier.
    assert "Test, fused" in html and html.count("Errors, fused") == 1
    rule |= {"alternatives": {"gan": -1.0}, "models": rule["models"] | {"gan": "0" * 64}}
    manifest = Manifest.from_json(first.manifest.to_json() | {"fusion": rule})
    used["with_background"] = replace(first, manifest=manifest)
    results = make_results(score_fused=0.96, contributions=added | {"gan": 2.0})
    html = html_of(content_of_results((results,), used, Cover("C")))
    assert "made of all scores fused: 0.96" in html and "GAN detector" in html
    assert "or else those of the GAN detector" in html
    others = replace(results, analysis=replace(results.analysis, deciding=("with_background",)))
    html = html_of(content_of_results((others,), used, Cover("C")))
    assert "All scores fused, which the verdict is not made of: 0.96" in html
    assert "The verdict was made of: with-background classifier." in html
    assert "The verdict is made of" not in html


def test_the_summary_lists_the_score_that_the_verdict_rests_on(make_content, make_results):
    fused, plain = make_results(score_fused=0.71), make_results()

    def summary(html):
        return html.split("<h2>Summary</h2>")[1].split("<h2>Contact sheet</h2>")[0]

    both = summary(html_of(make_content(fused)))
    assert "Fused score" in both and '<td align="right">0.71</td>' in both
    assert "Fused score" not in summary(html_of(make_content(plain)))


def test_a_report_names_what_decides_where_the_fused_score_was_set_aside(
    make_content, make_results
):
    lab = DetectorScore(id="lab", label="lab@1", view="face", raw=0.5, score=0.61)
    aside = {"score_fused": 0.71, "detectors": (lab,), "deciding": ("lab",)}
    faces = [make_results(face_index=number, **aside) for number in (1, 2)]
    for results in ([make_results(**aside)], faces):
        html = html_of(make_content(*results))
        summary = html.split("<h2>Summary</h2>")[1].split("<h2>Method")[0]
        assert "The verdicts are made of: lab. The fused score was set aside" in summary
        assert ">lab</th>" in summary and '<td align="right">0.61</td>' in summary
        assert "Fused score" not in html and '<td align="right">0.71</td>' not in html
        method = html.split("<h2>Method")[1]
        assert "For verdicts in this report the analyst chose what decides." in method
    # One face as usual, one by the laboratory's detector: scores stand only where they decide.
    mixed = make_results(face_index=1, score_fused=0.71), make_results(face_index=2, **aside)
    html = html_of(make_content(*mixed))
    assert (
        "The verdicts are made of: fused score (1 verdict); or of: lab (1 verdict). The fused "
        "score was set aside for 1 of 2 verdicts: it does not decide there."
    ) in html
    table = html.split("<h3>Faces</h3>")[1].split("</table>")[1]
    first, second = (row for row in table.split("</tr>") if "face-" in row)
    assert ">0.71<" in first and ">0.61<" not in first
    assert ">0.61<" in second and ">0.71<" not in second
    beside = make_results(**aside | {"deciding": (*OWN, "lab")})
    html = html_of(make_content(beside))
    assert "The verdicts are made of: fused score, lab." in html and "set aside" not in html
    usual = html_of(make_content(make_results(score_fused=0.71, deciding=OWN[::-1])))
    assert "The verdicts are made of" not in usual and "chose what decides" not in usual


def test_a_weakly_supported_real_is_headed_as_in_the_window(make_content, make_results):
    content = make_content(make_results(verdict="real"))
    (page,) = content.pages
    for ratio, head in ((6.9, "NO SIGN OF GENERATION FOUND"), (18.0, "REAL"), (None, "REAL")):
        worth = Support("real", "weak support", ratio, True, "")
        html = html_of(replace(content, pages=(replace(page, support=worth),)))
        assert f'">{head}</span>' in html.split('id="image-1"')[1]


def test_a_score_and_a_limit_that_it_lies_beyond_are_not_the_same_number():
    for score, limits, shown in (
        (0.9063, (0.1725, 0.9057), ("0.9063", "0.1725", "0.9057")),
        (0.9143, (0.1725, 0.9057), ("0.914", "0.172", "0.906")),
        (0.5, (0.1725, 0.9057), ("0.50", "0.17", "0.91")),
    ):
        assert (
            text.score(score, limits),
            *re.findall(r"0\.\d+", text.zones(limits, score)),
        ) == shown


def test_scores_and_limits_of_further_detectors_claim_no_more_than_others(
    make_content, make_results, models
):
    sure = DetectorScore(id="gan", label="gan@1", view="face", raw=0.0, score=1e-7, zone="real")
    never = models["with_background"].manifest
    never = replace(never, thresholds=replace(never.thresholds, real_below=0.0))
    content = make_content(make_results(detectors=(sure,)))
    limits = dict(content.pages[0].thresholds) | {"gan": (0.0, 0.87)}
    page = replace(content.pages[0], thresholds=limits)
    first = replace(content.models[0], manifest=never)
    html = html_of(replace(content, pages=(page,), models=(first,)))
    assert "<td>below 0.01</td>" in html and "0.000" not in html
    assert "(Never real; above 0.87 generated, else inconclusive.)" in html
    assert "Below 0.00" not in html


def test_an_unreadable_file_has_its_reason_and_no_scores(make_content, make_results):
    results = make_results(
        status="error",
        reason="The file is damaged; obtain another copy.",
        verdict=None,
        score_with_background=None,
        score_without_background=None,
        face_fraction=None,
        face_box=None,
        views=None,
    )
    results = replace(results, explained=(), tested={}, stress=None, history=())
    document = html_of(make_content(results))
    sheet = document.partition('id="image-1"')[2].partition('id="index"')[0]
    assert "NOT READABLE" in sheet and "obtain another copy." in sheet
    assert "No decision is recorded" in sheet and "No pictures" in sheet
    assert "Scores" not in sheet and "Does the verdict" not in sheet


def test_decisions_on_a_face_say_which(make_content, make_results):
    face = make_results(face_index=2, face_box=(8, 4, 32, 32))
    found = read(make_content(face)).text
    assert "; on face 2" in found and "face 2: generated; scores" in found
    assert "face 2: generated" not in read(make_content()).text


def test_an_empty_report_says_so(make_content):
    text = read(replace(make_content(), pages=(), models=(), files=())).text
    assert "holds no images" in text and "No models are known" in text


def test_the_file_is_written_whole(plain, tmp_path):
    (content, document), path = plain, tmp_path / "report.html"
    write_html(content, path)
    assert path.read_text(encoding="utf-8") == document
    with pytest.raises(OSError):
        write_html(content, tmp_path / "nowhere" / "report.html")
    assert [p.name for p in tmp_path.glob("*.html*")] == ["report.html"]


def test_text_becomes_markup_in_one_way_only(plain):
    assert "&lt;b&gt;Sure&lt;/b&gt;<br>now." in plain[1]
    assert (
        foreign("<\n>\u202e", 3)
        == '<span class="foreign">&lt;\\n&gt;… (4 characters in all)</span>'
    )
    assert lines("a\n<b>\r\nc") == "a<br>&lt;b&gt;<br>c"
    assert lines("ab\ncd", 4) == "ab<br>c<br>… (5 characters in all)"


def test_a_hostile_case_brings_no_control_characters(make_content):
    content = make_content()
    (page,) = content.pages
    evil = "\u202e<script>\x1b[31m"
    regions = replace(page.regions, reading=evil, notes=(evil,), rows=((evil, 1.0, 1.0),))
    page = replace(
        page,
        regions=regions,
        support=replace(page.support, sentence=evil),
        maps=replace(page.maps, method=evil, masker=evil),
        decisions=tuple(replace(d, verdict_seen=evil) for d in page.decisions),
        problems=(evil,),
        analysis=replace(page.analysis, reason=evil, engine=evil, version=evil),
    )
    models = tuple(
        replace(m, label=evil, manifest=replace(m.manifest, program=evil, limits=(evil,)))
        for m in content.models
    )
    content = replace(content, pages=(page,), models=models, laboratory=evil, title=evil)
    document = html_of(replace(content, about=(("n", evil),), problems=(evil,)))
    assert "&amp;lt;" not in document  # nothing is escaped twice
    assert "\u202e" not in document and "\x1b" not in document
    assert "script" not in {tag for tag, _ in Reader(document).elements}
    assert r"\u202e&lt;script&gt;\x1b[31m" in document


def test_the_family_is_named_beside_the_verdict_and_its_model_described(
    make_content, make_results, models, tmp_path, monkeypatch
):
    fit = {"method": "temperature", "slope": 0.7, "intercept": 0.0, "fitted_on": "split"}
    family = stored(
        "family",
        tmp_path / "family",
        task="family",
        classes=["real", "gan", "diffusion"],
        thresholds=None,
        calibration=fit,
    )
    monkeypatch.setitem(models, "family", family)
    probabilities = {"real": 0.1, "gan": 0.5, "diffusion": 0.4}
    results = make_results(
        family="generated",
        family_probabilities=probabilities,
        classifier_family=family.label,
    )
    text = read(make_content(results)).text
    assert "Generator family: generated, family not decided (real 10 %, GAN 50 %" in text
    assert "Family model: names the family of generators" in text
    assert "Temperature scaling, fitted on the split" in text
    assert "Family model" not in read(make_content()).text
