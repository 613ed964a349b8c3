"""Traces of generators: what is recognised, and what is not taken for one."""

import json
from dataclasses import replace

import pytest

from gng_desktop.provenance.credentials import Credentials
from gng_desktop.provenance.fields import Field
from gng_desktop.provenance.record import provenance_flag
from gng_desktop.provenance.source_types import GENERATED, WORDS, code_of
from gng_desktop.provenance.traces import EXCERPT, find_traces

PARAMETERS = (
    "portrait of a woman\nNegative prompt: blurry\n"
    "Steps: 20, Sampler: DPM++ 2M Karras, CFG scale: 7, Seed: 1, Size: 512x512, Model: dream"
)
PROMPT = json.dumps({"3": {"class_type": "KSampler", "inputs": {"seed": 1}}})
WORKFLOW = json.dumps({"last_node_id": 9, "nodes": [], "links": [], "version": 0.4})
NOVEL = json.dumps({"prompt": "1girl", "uc": "bad", "sampler": "k_euler", "steps": 28})
JOB = "a portrait --ar 3:2 --v 6.1 Job ID: 01234567-89ab-cdef-0123-456789abcdef"
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
DRAW = json.dumps({"c": "a face", "uc": "", "model": "sd.ckpt", "v2": {}})
EASY = json.dumps({"Prompt": "a", "Seed": 1, "Stable Diffusion model": "sd", "Sampler": "a"})
LABEL = json.dumps({"Label": "1", "ContentProducer": "0011T", "ProduceID": "a"})


def field(name, text, group="PNG text", space="", **more):
    source = f"XMP, namespace {space}" if space else f"{group} somewhere"
    return Field("XMP" if space else group, name, text, source, **more)


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
            "compositeWithTrainedAlgorithmicMedia: composite that includes output",
        ),
        (field("Caption", f"see {IPTC}trainedAlgorithmicMedia", "IPTC"), "made by a trained model"),
        (field("UserComment", DRAW, "EXIF"), "Draw Things settings"),
        (field("exif:UserComment", DRAW, "XMP"), "Draw Things settings"),
        (field("UserComment", EASY, "EXIF"), "Easy Diffusion settings"),
        (field("Comment", json.dumps({"Comment": NOVEL, "Software": "?"})), "NovelAI settings"),
        (field("p:AISystemUsed", "Imagen 4", space=EXTENSION), "AI system that made the image"),
        (field("p:AISystemVersionUsed[2]", "4", space=EXTENSION), "version of the AI system"),
        (field("p:AIPromptInformation", "a face", space=EXTENSION), "prompt that the AI system"),
        (field("p:AIPromptWriterName", "Pat", space=EXTENSION), "wrote the prompt"),
        (field("q:AIGC", LABEL, space=TC260), "TC260 AIGC), value 1: made by AI, written by 0011T"),
        (field("q:Label", "1", space=TC260), "value 1: made by AI"),
        (field("q:AIGC", '{"Label": 1}', space=TC260), "value 1: made by AI"),
        (field("q:AIGC", "{cut", space=TC260), "value that is not defined"),
        (field("AIGC", LABEL), "value 1: made by AI"),
        (field("UserComment", json.dumps({"AIGC": {"Label": 1}}), "EXIF"), "value 1: made by AI"),
        (field("ImageDescription", json.dumps({"AIGC": LABEL}), "EXIF"), "value 1: made by AI"),
        (field("UserComment", "AIGC" + LABEL, "EXIF"), "value 1: made by AI"),
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
        field("x:AISystemUsed", "Imagen 4", "XMP"),
        field("Comment", '{"Label": "1"}'),
        field("Comment", '{"c": 1}'),
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


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("Prompt", "Negative Prompt", "Stable Diffusion model"), "settings of Easy Diffusion"),
        (("prompt", "seed", "guidance_scale"), "settings of an image generator"),
        (("prompt", "seed"), ""),
        (("prompt", "Title", "Author"), ""),
    ],
)
def test_settings_spread_over_text_chunks_are_recognised(fields, words):
    found = find_traces(field(name, "a") for name in fields)
    assert [words in trace.what for trace in found] == ([True] if words else [])


def test_the_signature_of_grok_takes_two_tags():
    signature = field("ImageDescription", "Signature: " + "aB3+" * 20, "EXIF")
    artist = field("Artist", "01234567-89ab-cdef-0123-456789abcdef", "EXIF")
    assert "Grok" in find_traces([signature, artist])[0].what
    assert find_traces([signature]) == find_traces([artist]) == []


VALID = Credentials("valid", "", states="partly_generated", statement="c2pa.edited")
MADE = field("Software", "Midjourney")
EDITED = field("Credit", "Edited with Google AI", "IPTC")
PART = field("x:DigitalSourceType", "compositeSynthetic", "XMP")
SUSPECTED = field("AIGC", LABEL.replace('"1"', '"3"'))


@pytest.mark.parametrize(
    ("credentials", "fields", "word", "sentence"),
    [
        (None, [], "", ""),
        (None, [MADE], "generated", "metadata state that the image was made by an image gen"),
        (None, [EDITED], "partly_generated", "made in part by an image generator: the IPTC"),
        (None, [PART], "partly_generated", "compositeSynthetic"),
        (None, [SUSPECTED], "possibly_generated", "was possibly made by an image generator"),
        (None, [SUSPECTED, PART, MADE], "generated", "Midjourney (and 2 more traces)."),
        (VALID, [], "partly_generated", "The Content Credentials state that the image was made in"),
        (VALID, [MADE], "generated", "The file's metadata state"),
        (VALID, [SUSPECTED], "partly_generated", "c2pa.edited (and 1 more trace)."),
        (replace(VALID, state="invalid"), [], "partly_generated", ", which are not valid, state"),
    ],
)
def test_the_flag_is_the_strongest_statement_with_who_makes_it(credentials, fields, word, sentence):
    flag = provenance_flag(credentials or Credentials("none", ""), find_traces(fields))
    assert flag.word == word and sentence in flag.sentence


def test_the_same_thing_twice_in_one_place_is_reported_once():
    twice = field("parameters", PARAMETERS)
    assert len(find_traces([twice, twice])) == 1
    assert len(find_traces([twice, field("workflow", WORKFLOW)])) == 2


def test_excerpts_are_short_and_harmless():
    (trace,) = find_traces([field("para\x1b[2Jmeters", PARAMETERS + "\n<b>" + "x" * 9000)])
    assert len(trace.excerpt) < EXCERPT + 50 and "characters in all" in trace.excerpt
    assert trace.what.isprintable() and trace.excerpt.isprintable()


def test_deep_and_large_json_is_survived():
    assert find_traces([field("prompt", '{"a":' * 50_000)]) == []
    assert find_traces([field("prompt", "\n" * 1_000_000 + "Steps: 1, ")]) == []


def test_codes_are_known_by_address_and_bare():
    for code in WORDS:
        assert code_of(IPTC + code) == code_of(code) == code
    assert code_of("digsrctype:trainedAlgorithmicMedia") is None
    assert set(WORDS) > GENERATED
