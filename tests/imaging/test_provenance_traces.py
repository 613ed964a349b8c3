"""Traces of generators: what is recognised, and what is not taken for one."""

import json

import pytest

from gng_desktop.imaging.provenance.fields import Field
from gng_desktop.imaging.provenance.source_types import GENERATED, WORDS, code_of
from gng_desktop.imaging.provenance.traces import CAVEAT, EXCERPT, find_traces

PARAMETERS = (
    "portrait of a woman\nNegative prompt: blurry\n"
    "Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 1, Size: 512x512, Model: dream"
)
PROMPT = json.dumps({"3": {"class_type": "KSampler", "inputs": {"seed": 1}}})
WORKFLOW = json.dumps({"last_node_id": 9, "nodes": [], "links": [], "version": 0.4})
NOVEL = json.dumps({"prompt": "1girl", "uc": "bad", "sampler": "k_euler", "steps": 28})
JOB = "a portrait --ar 3:2 --v 6.1 Job ID: 01234567-89ab-cdef-0123-456789abcdef"
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


def field(name, text, group="PNG text", **more):
    return Field(group, name, text, f"{group} somewhere", **more)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (field("parameters", PARAMETERS), "Stable Diffusion settings (Automatic1111 form)"),
        (field("UserComment", PARAMETERS, "EXIF"), "Stable Diffusion settings"),
        (field("Comment", PARAMETERS, "Comment"), "Stable Diffusion settings"),
        (field("prompt", PROMPT), "a ComfyUI prompt"),
        (field("workflow", WORKFLOW), "a ComfyUI workflow"),
        (field("Model", "prompt:" + PROMPT, "EXIF"), "a ComfyUI prompt"),
        (field("Make", "workflow: " + WORKFLOW, "EXIF"), "a ComfyUI workflow"),
        (field("invokeai_metadata", "{}"), "InvokeAI settings"),
        (field("Dream", '"a cat" -s 50 -S 1'), "InvokeAI settings"),
        (field("Comment", NOVEL), "NovelAI settings"),
        (field("Software", "NovelAI"), "names an image generator: NovelAI"),
        (field("Description", JOB), "a Midjourney prompt or job number"),
        (field("Description", "a cat in the rain --niji 6"), "a Midjourney prompt"),
        (field("xmp:CreatorTool", "Adobe Firefly 3", "XMP"), "generator: Adobe Firefly"),
        (field("Credit", "Made with Google AI", "IPTC"), "generator: Google AI"),
        (field("Software", "DALL·E 3", "EXIF"), "generator: DALL·E"),
        (
            field("Iptc4xmpExt:DigitalSourceType", IPTC + "trainedAlgorithmicMedia", "XMP"),
            "trainedAlgorithmicMedia: made by a trained model (generative AI)",
        ),
        (
            field("x:DigitalSourceType", "compositeWithTrainedAlgorithmicMedia", "XMP"),
            "compositeWithTrainedAlgorithmicMedia: edited or put together",
        ),
        (field("Caption", f"see {IPTC}trainedAlgorithmicMedia", "IPTC"), "made by a trained model"),
    ],
)
def test_what_generators_write_is_recognised(found, words):
    (trace,) = find_traces([found])
    assert words in trace.what
    assert f"'{found.name}'" in trace.what
    assert trace.source == found.source
    assert trace.excerpt and trace.excerpt.isprintable()


@pytest.mark.parametrize(
    "found",
    [
        field("Software", "Adobe Photoshop 25.0"),
        field("Model", "Canon EOS 90D", "EXIF"),
        field("Caption", "The head of OpenAI, Sam Altman, speaks in Rome", "IPTC"),
        field("Description", "Steps: 20, then turn left"),
        field("Description", "How to use --v 5 of the program"),
        field("Comment", '{"prompt": "Enter your name"}'),
        field("Comment", '{"nodes": "none"}'),
        field("Comment", "{not json"),
        field("Comment", "{}"),
        field("x:DigitalSourceType", IPTC + "digitalCapture", "XMP"),
        field("x:DigitalSourceType", "nobody knows", "XMP"),
        field("parameters", ""),
        field("GPSAreaInformation", PARAMETERS, "EXIF GPS", gps=True),
    ],
)
def test_what_others_write_is_no_trace(found):
    assert find_traces([found]) == []


def test_the_same_thing_twice_in_one_place_is_told_once():
    twice = field("parameters", PARAMETERS)
    assert len(find_traces([twice, twice])) == 1
    assert len(find_traces([twice, field("workflow", WORKFLOW)])) == 2


def test_excerpts_are_short_and_harmless():
    (trace,) = find_traces([field("para\x1b[2Jmeters", PARAMETERS + "\n<b>" + "x" * 9000)])
    assert len(trace.excerpt) < EXCERPT + 50
    assert "characters in all" in trace.excerpt
    assert trace.what.isprintable() and trace.excerpt.isprintable()


def test_deep_and_large_json_is_survived():
    assert find_traces([field("prompt", '{"a":' * 50_000)]) == []
    assert find_traces([field("prompt", "\n" * 1_000_000 + "Steps: 1, ")]) == []


def test_it_is_said_what_a_trace_is_worth():
    assert "forged" in CAVEAT and "without any may still be generated" in CAVEAT


def test_codes_are_known_by_address_and_bare():
    for code in WORDS:
        assert code_of(IPTC + code) == code_of(code) == code
    assert code_of("digsrctype:trainedAlgorithmicMedia") is None
    assert set(WORDS) > GENERATED
    assert "digitalCapture" not in GENERATED
