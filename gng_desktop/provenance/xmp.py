"""XMP packets (RDF in XML), flattened to one field per value."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from gng_desktop.provenance.fields import FIELD_LIMIT, TEXT_LIMIT, Field, reveals_place

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PACKET_LIMIT = 8 << 20
"""Bytes of a packet that is read."""
DEPTH_LIMIT = 40
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
"""First bytes of packets in UTF-16, which XMP allows outside of JPEG, PNG and the like."""

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_LISTS = frozenset(f"{_RDF}{name}" for name in ("Bag", "Seq", "Alt"))
_SYNTAX = frozenset(
    {
        *(f"{_RDF}{name}" for name in ("about", "parseType", "ID", "nodeID")),
        "about",
        "{http://www.w3.org/XML/1998/namespace}lang",
    }
)


class XmpError(Exception):
    """A packet that is not read; its text is one sentence for the user."""


def read_xmp(packet: bytes) -> list[Field]:
    """Return the values of a packet, named by the path of their properties.

    Parameters
    ----------
    packet : bytes
        The XML with or without its wrapper.

    Returns
    -------
    list of Field
        At most `FIELD_LIMIT`; ``name`` is for example ``"xmpMM:History[2]/stEvt:action"``, with
        the packet's own prefixes; ``source`` gives the namespace of the last property.

    Raises
    ------
    XmpError
        If the packet is larger than `PACKET_LIMIT`, is no well-formed XML, or declares document
        types or entities, which XMP never does.
    """
    # Only where there is a packet: XML parsers take their time to import.
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    for start, charset in _WIDE.items():
        if packet.startswith(start):
            packet = packet[: 4 * PACKET_LIMIT].decode(charset, "replace").encode()
    packet = packet.strip(b"\0 \t\r\n")
    if len(packet) > PACKET_LIMIT:
        raise XmpError(
            f"The XMP packet holds {len(packet):,} bytes, above the limit of {PACKET_LIMIT:,}; "
            "it is not listed."
        )
    prefixes: dict[str, str] = {}
    root: Element | None = None
    try:
        for event, item in iterparse(
            io.BytesIO(packet), events=("start-ns", "start"), forbid_dtd=True
        ):
            if event == "start-ns":
                prefix, space = item
                prefixes.setdefault(space, prefix)
            elif root is None:
                root = item
    except DefusedXmlException as error:
        raise XmpError(
            "The XMP packet declares a document type or entities, which XMP never does; it is "
            "not listed."
        ) from error
    except (ParseError, LookupError, ValueError) as error:
        raise XmpError(
            f"The XMP packet is no well-formed XML ({error}); it is not listed."
        ) from error
    described = (
        [node for rdf in root.iter(f"{_RDF}RDF") for node in rdf] if root is not None else []
    )
    fields = chain.from_iterable(_walk(node, "", node.tag, prefixes, 0) for node in described)
    return list(islice(fields, FIELD_LIMIT))


def _walk(
    node: Element, path: str, tag: str, prefixes: dict[str, str], depth: int
) -> Iterator[Field]:
    """Yield the values at and below `node`, which stands at `path` and belongs to property `tag`.

    A value is written as text, as an address or as attributes; in a list or in a structure, which
    may or may not have an rdf:Description of its own.
    """
    if depth > DEPTH_LIMIT:
        return
    plain = len(node) == 0
    for key, text in node.attrib.items():
        if key == f"{_RDF}resource":
            yield _field(path, text, tag)
        elif key not in _SYNTAX:
            yield _field(_join(path, key, prefixes), text, key)
        else:
            continue
        plain = False
    if plain and path:
        yield _field(path, node.text or "", tag)
    for child in node:
        if child.tag in _LISTS:
            for number, item in enumerate(child, 1):
                place = path if len(child) == 1 else f"{path}[{number}]"
                yield from _walk(item, place, tag, prefixes, depth + 1)
        elif child.tag in (f"{_RDF}Description", f"{_RDF}value"):
            yield from _walk(child, path, tag, prefixes, depth + 1)
        else:
            place = _join(path, child.tag, prefixes)
            yield from _walk(child, place, child.tag, prefixes, depth + 1)


def _field(path: str, text: str, tag: str) -> Field:
    space = tag[1:].rpartition("}")[0]
    source = f"XMP, namespace {space}" if space else "XMP"
    return Field("XMP", path, text[:TEXT_LIMIT], source, reveals_place(path))


def _join(path: str, tag: str, prefixes: dict[str, str]) -> str:
    space, _, local = tag.removeprefix("{").rpartition("}")
    prefix = prefixes.get(space, "")
    name = f"{prefix}:{local}" if prefix else local
    return f"{path}/{name}" if path else name
