"""Traces that image generators leave in a file's metadata: stated as found, proof of nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from gng_desktop.provenance import source_types
from gng_desktop.provenance.fields import MALFORMED, Field, clean

CAVEAT = (
    "Traces are text that anyone can write into a file or remove from it: a trace may be forged, "
    "and an image without any may still be generated."
)
NOTHING_FOUND = (
    "No generator traces in what was read ({read}), which proves nothing. Not read: {left}."
)
NOTHING_BESIDE = (
    "Apart from the Content Credentials, no generator traces in what was read ({read}). Not read: "
    "{left}."
)
NO_METADATA = "nothing, as the format holds no metadata"
WATERMARKS = "invisible watermarks"
EXCERPT = 300
"""Characters of a trace that are shown."""

States = Literal["generated", "partly_generated", "possibly_generated"]

_AUTOMATIC = re.compile(r"(?:^|\n)[ \t]*Steps: \d+, .*(?:Sampler|CFG scale|Seed|Size): ")
_MIDJOURNEY = re.compile(
    r"Job ID: [0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\s--(?:v|niji) \d(?:\.\d)?\s*$",
    re.IGNORECASE,
)
_TEXT_CHUNKS = dict.fromkeys(
    ("invokeai_metadata", "invokeai_graph", "invokeai_workflow", "sd-metadata", "dream"), "InvokeAI"
)
"""By keyword of a PNG text chunk, whose settings it holds."""
_EASY = {"use_stable_diffusion_model", "stable_diffusion_model"}
_SETTINGS = _EASY | {
    *("prompt", "negative_prompt", "num_inference_steps", "inference_steps", "guidance_scale"),
    *("seed", "sampler", "sampler_name", "use_vae_model", "use_lora_model", "prompt_strength"),
}
_SETTINGS_OF = {
    ("c", "uc"): "Draw Things",
    ("prompt", "uc"): "NovelAI",
    ("sui_image_params",): "SwarmUI",
    ("prompt", "base_model", "performance"): "Fooocus",
}
"""Keys of a JSON object, and whose settings they show."""
_IPTC_EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_AI_PROPERTIES = {
    "AISystemUsed": "name of the AI system that made the image",
    "AISystemVersionUsed": "version of the AI system that made the image",
    "AIPromptInformation": "prompt that the AI system was given",
    "AIPromptWriterName": "name of the person who wrote the prompt for the AI system",
}
"""IPTC Photo Metadata Standard 2025.1."""
_TC260 = "http://www.tc260.org.cn/ns/AIGC/1.0/"
_LABEL_FIELDS = {"ContentProducer", "ProduceID", "ContentPropagator", "PropagateID"}
_LABELS: dict[str, tuple[States, str]] = {
    "1": ("generated", "value 1: made by AI"),
    "2": ("possibly_generated", "value 2: possibly made by AI"),
    "3": ("possibly_generated", "value 3: suspected to be made by AI"),
}
_GROK = re.compile(r"Signature: [A-Za-z0-9+/=]{40,}\s*$")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\s*$", re.IGNORECASE)
_EDITED = re.compile(r"\b(?:edited|enhanced|retouched|expanded|modified)\b", re.IGNORECASE)
_NAMES = re.compile(
    r"\b(?:Adobe Firefly|AUTOMATIC1111|Bing Image Creator|ChatGPT|ComfyUI|DALL[-·• ]?E|DreamStudio"
    r"|Draw Things|Easy Diffusion|Fooocus|Google AI|Google Generative AI|GPT-4o|gpt-image|Ideogram"
    r"|Imagined with AI|InvokeAI|Leonardo\.?AI|Made with AI|Meta AI|Midjourney|NovelAI"
    r"|OpenAI|Recraft|Seedream|Stability ?AI|Stable ?Diffusion|StyleGAN\d?|SwarmUI"
    r"|thispersondoesnotexist|FLUX\.\d)\b",
    re.IGNORECASE,
)
_NAMED_IN = re.compile(
    r"software|creatortool|credit|artist|creator|author|make|model|source|program|agent",
    re.IGNORECASE,
)
"""Fields that name a maker; a caption may speak of a company for other reasons."""
_NAME_LIMIT = 2_000


@dataclass(frozen=True)
class Trace:
    """One thing that a generator is known to write.

    Attributes
    ----------
    what : str
        A sentence that says what was found and where.
    source : str
        The field it stands in.
    excerpt : str
        Its text, shortened, fit for one line.
    states : {"generated", "partly_generated", "possibly_generated"}
        What it says of the image.
    """

    what: str
    source: str
    excerpt: str
    states: States = "generated"

    def to_json(self) -> dict[str, str]:
        """Return everything as JSON values."""
        return dict(vars(self))


def nothing_found(read: Sequence[str], not_read: Sequence[str], signed: bool) -> str:
    """Return the sentence on no traces in what was read, if `signed` beside Content Credentials."""
    left = ", ".join([*not_read, WATERMARKS])
    template = NOTHING_BESIDE if signed else NOTHING_FOUND
    return template.format(read=", ".join(read) or NO_METADATA, left=left)


def find_traces(fields: Iterable[Field]) -> list[Trace]:
    """Return the traces of generators among the fields of a file, at most one of a kind a field.

    Fields that reveal a place are skipped.
    """
    found: dict[tuple[str, str], Trace] = {}
    listed = [field for field in fields if field.text and not field.gps]
    for field in listed:
        for states, words in _read(field):
            where = f"The {_kind(field)} '{clean(field.name, 60)}' {words}."
            source, excerpt = clean(field.source, 200), clean(field.text.strip(), EXCERPT)
            found.setdefault((source, words), Trace(where, source, excerpt, states))
    return [*found.values(), *_together(listed)]


def _together(fields: list[Field]) -> Iterator[Trace]:
    """Yield the traces that only several fields together show."""
    names = {f.name.casefold().replace(" ", "_"): f for f in fields if f.group == "PNG text"}
    settings = sorted(_SETTINGS & set(names))
    if len(settings) >= 3:
        whose = "Easy Diffusion" if _EASY & set(names) else "an image generator"
        first = names["prompt"] if "prompt" in names else names[settings[0]]
        listed = ", ".join(names[key].name for key in settings)
        yield Trace(
            f"The PNG text chunks hold settings of {whose}: {clean(listed, 200)}.",
            clean(first.source, 200),
            clean(first.text.strip(), EXCERPT),
        )
    # xAI's Grok signs its pictures so: a signature as description, an identifier as artist.
    exif = {field.name: field for field in fields if field.group == "EXIF"}
    signature, artist = exif.get("ImageDescription"), exif.get("Artist")
    if signature and artist and _GROK.match(signature.text) and _UUID.match(artist.text):
        yield Trace(
            "The EXIF tags 'ImageDescription' and 'Artist' hold a signature and an identifier as "
            "xAI's Grok writes them.",
            clean(signature.source, 200),
            clean(signature.text, EXCERPT),
        )


def _kind(field: Field) -> str:
    kinds = {
        "PNG text": "PNG text chunk",
        "XMP": "XMP property",
        "IPTC": "IPTC dataset",
        "Comment": "file's comment",
        "Hidden text": "hidden text",
        "XML": "JPEG 2000 box",
    }
    return kinds.get(field.group, "EXIF tag")


def _read(field: Field) -> Iterator[tuple[States, str]]:
    """Yield what `field` says of the image, and what it is seen to hold as a sentence's end."""
    text, name = field.text, field.name
    local = name.rpartition(":")[2]
    if field.group == "PNG text" and (whose := _TEXT_CHUNKS.get(name.casefold())):
        yield "generated", f"holds {whose} settings"
        return
    if field.source.endswith(_IPTC_EXTENSION) and local.partition("[")[0] in _AI_PROPERTIES:
        yield "generated", f"is IPTC's {_AI_PROPERTIES[local.partition('[')[0]]}"
        return
    content = _json(text)
    label = _label(field, local, content)
    if label:
        yield label
        return
    if content is not None:
        words = _structured(content)
        if words:
            yield "generated", words
            return
    if _AUTOMATIC.search(text):
        yield "generated", "holds Stable Diffusion settings (Automatic1111 form)"
    elif field.group == "Hidden text":
        yield "generated", "is hidden in the pixels, as image generators do with their settings"
    if _MIDJOURNEY.search(text):
        yield "generated", "holds a Midjourney prompt or job number"
    code = source_types.code_of(text)
    named = "digitalsourcetype" in (text + name).casefold()
    if code in source_types.GENERATED and named:
        states: States = "partly_generated" if code in source_types.PARTLY else "generated"
        yield states, f"states the digital source type {code}: {source_types.WORDS[code]}"
    elif (
        content is None and _NAMED_IN.search(name) and (maker := _NAMES.search(text[:_NAME_LIMIT]))
    ):
        states = "partly_generated" if _EDITED.search(text[:_NAME_LIMIT]) else "generated"
        yield states, f"names an image generator: {clean(maker.group(0), 40)}"


def _label(field: Field, local: str, content: dict[str, Any] | None) -> tuple[States, str] | None:
    """Read China's label (GB 45438-2025, appendix E): a JSON object, or XMP properties."""
    if content is not None:
        inner = content.get("AIGC", content)
        inner = _json(inner) if isinstance(inner, str) else inner
        if not isinstance(inner, dict) or "Label" not in inner:
            return None
        named = local == "AIGC" and (_TC260 in field.source or field.group == "PNG text")
        if not (named or "AIGC" in content or _LABEL_FIELDS & set(inner)):
            return None
        value, producer = str(inner["Label"]), str(inner.get("ContentProducer") or "")
    elif field.name == MALFORMED:
        found = re.search(r"AIGC[^{}]{0,60}(\{[^{}]{0,2000}\})", field.text)
        return _label(field, "", {"AIGC": found[1]}) if found else None
    elif _TC260 in field.source and local == "Label":
        value, producer = field.text.strip(), ""
    elif local == "AIGC" and (_TC260 in field.source or field.group == "PNG text"):
        value, producer = "", ""
    else:
        return None
    states, words = _LABELS.get(value, ("possibly_generated", "with a value that is not defined"))
    by = f", written by {clean(producer, 80)}" if producer else ""
    return states, f"is China's mandatory label of AI content (TC260 AIGC), {words}{by}"


def _json(text: str) -> dict[str, Any] | None:
    """Return the JSON object that `text` is, perhaps after a name and a colon; else None."""
    # ComfyUI puts "prompt:{...}" and "workflow:{...}" into EXIF tags of WebP files.
    start = re.match(r"\s*(?:\w{1,20}\s*[:=]?\s*)?(?=\{)", text)
    if start is None:
        return None
    try:
        content = json.loads(text[start.end() :].rstrip("\0 \n"))
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _structured(content: dict[str, Any], deep: bool = True) -> str:
    """Return whose settings a JSON object holds; "" for an unknown one."""
    nodes = [node for node in content.values() if isinstance(node, dict)]
    if nodes and all("class_type" in node and "inputs" in node for node in nodes):
        return "holds a ComfyUI prompt"
    if isinstance(content.get("nodes"), list) and ("links" in content or "last_node_id" in content):
        return "holds a ComfyUI workflow"
    for keys, whose in _SETTINGS_OF.items():
        if set(keys) <= content.keys():
            return f"holds {whose} settings"
    names = {str(name).casefold().replace(" ", "_") for name in content}
    if _EASY & names and len(_SETTINGS & names) >= 2:
        return "holds Easy Diffusion settings"
    if "prompt" in names and names & {"steps", "sampler", "model", "seed", *_SETTINGS} - {"prompt"}:
        return "holds a prompt and settings of an image generator"
    # Some programs nest their settings in another text or object.
    for inner in content.values() if deep else ():
        inside = _json(inner) if isinstance(inner, str) else inner
        if isinstance(inside, dict) and (words := _structured(inside, deep=False)):
            return words
        if isinstance(inner, str) and _AUTOMATIC.search(inner):
            return "holds Stable Diffusion settings (Automatic1111 form)"
    return ""
