"""Traces that image generators leave in a file's metadata: stated as found, proof of nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from gng_desktop.imaging.provenance import source_types
from gng_desktop.imaging.provenance.fields import Field, clean

CAVEAT = (
    "Traces are text that anyone can write into a file or take out of it: one that is there may be "
    "forged, and an image without any may still be generated."
)
EXCERPT = 300
"""Characters of a trace that are shown."""

_AUTOMATIC = re.compile(r"(?:^|\n)[ \t]*Steps: \d+, .*(?:Sampler|CFG scale|Seed|Size): ")
_MIDJOURNEY = re.compile(
    r"Job ID: [0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\s--(?:v|niji) \d(?:\.\d)?\s*$",
    re.IGNORECASE,
)
_INVOKE = ("invokeai_metadata", "invokeai_graph", "invokeai_workflow", "sd-metadata", "dream")
_NAMES = re.compile(
    r"\b(?:Adobe Firefly|AUTOMATIC1111|Bing Image Creator|ChatGPT|ComfyUI|DALL[-·• ]?E|DreamStudio"
    r"|Draw Things|Easy Diffusion|Fooocus|Google AI|GPT-4o|gpt-image|Ideogram"
    r"|Imagined with AI|InvokeAI|Leonardo\.?AI|Made with AI|Meta AI|Midjourney|NovelAI|OpenAI"
    r"|Stability ?AI|Stable ?Diffusion|StyleGAN\d?|SwarmUI|thispersondoesnotexist|FLUX\.\d)\b",
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
    """

    what: str
    source: str
    excerpt: str

    def to_json(self) -> dict[str, str]:
        """Return everything as JSON values."""
        return {"what": self.what, "source": self.source, "excerpt": self.excerpt}


def find_traces(fields: Iterable[Field]) -> list[Trace]:
    """Return the traces of generators among the fields of a file, at most one of a kind a field.

    Parameters
    ----------
    fields : iterable of Field
        Fields that tell a place are passed over.
    """
    found: dict[tuple[str, str], Trace] = {}
    for field in fields:
        if field.gps or not field.text:
            continue
        for words in _read(field):
            where = f"The {_kind(field)} '{clean(field.name, 60)}' {words}."
            trace = Trace(where, clean(field.source, 200), clean(field.text.strip(), EXCERPT))
            found.setdefault((trace.source, words), trace)
    return list(found.values())


def _kind(field: Field) -> str:
    kinds = {
        "PNG text": "PNG text chunk",
        "XMP": "XMP property",
        "IPTC": "IPTC dataset",
        "Comment": "file's comment",
    }
    return kinds.get(field.group, "EXIF tag")


def _read(field: Field) -> Iterator[str]:
    """Yield what `field` is seen to hold, as the end of a sentence."""
    text, name = field.text, field.name
    if name.casefold() in _INVOKE and field.group == "PNG text":
        yield "holds InvokeAI settings"
        return
    content = _json(text)
    if content is not None:
        words = _structured(content)
        if words:
            yield words
            return
    if _AUTOMATIC.search(text):
        yield "holds Stable Diffusion settings (Automatic1111 form)"
    if _MIDJOURNEY.search(text):
        yield "holds a Midjourney prompt or job number"
    code = source_types.code_of(text)
    named = "digitalsourcetype" in (text + name).casefold()
    if code in source_types.GENERATED and named:
        yield f"states the digital source type {code}: {source_types.WORDS[code]}"
    elif (
        content is None and _NAMED_IN.search(name) and (maker := _NAMES.search(text[:_NAME_LIMIT]))
    ):
        yield f"names an image generator: {clean(maker.group(0), 40)}"


def _json(text: str) -> dict[str, Any] | None:
    """Return the JSON object that `text` is, perhaps after a name and a colon; else None."""
    # ComfyUI puts "prompt:{...}" and "workflow:{...}" into EXIF tags of WebP files.
    start = re.match(r"\s*(?:\w{1,20}:\s*)?(?=\{)", text)
    if start is None:
        return None
    try:
        content = json.loads(text[start.end() :].rstrip("\0 \n"))
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _structured(content: dict[str, Any]) -> str:
    """Say whose settings a JSON object holds; "" where it is none that is known."""
    nodes = [node for node in content.values() if isinstance(node, dict)]
    if nodes and all("class_type" in node and "inputs" in node for node in nodes):
        return "holds a ComfyUI prompt"
    if isinstance(content.get("nodes"), list) and ("links" in content or "last_node_id" in content):
        return "holds a ComfyUI workflow"
    if "prompt" in content and "uc" in content:
        return "holds NovelAI settings"
    if "sui_image_params" in content:
        return "holds SwarmUI settings"
    if "prompt" in content and "base_model" in content and "performance" in content:
        return "holds Fooocus settings"
    if "prompt" in content and {"seed", "steps", "sampler", "model"} & set(content):
        return "holds a prompt and settings of an image generator"
    return ""
