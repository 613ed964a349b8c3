"""The IPTC's codes for how a digital image came about, in plain words."""

from __future__ import annotations

import re

WORDS = {
    "trainedAlgorithmicMedia": "made by a trained model (generative AI)",
    "compositeWithTrainedAlgorithmicMedia": "composite that includes output of a trained model",
    "compositeSynthetic": "composite with synthetic parts",
    "algorithmicMedia": "made by an algorithm not trained on examples",
    "algorithmicallyEnhanced": "changed by an algorithm",
    "trainedAlgorithmicData": "data produced by a trained model",
    "dataDrivenMedia": "derived from data",
    "virtualRecording": "recorded from a virtual scene",
    "digitalCapture": "captured by a digital camera",
    "computationalCapture": "captured by a digital camera with computation",
    "negativeFilm": "scanned from negative film",
    "positiveFilm": "scanned from positive film",
    "print": "scanned from a print",
    "composite": "composite of several images",
    "compositeCapture": "composite of several captures",
    "humanEdits": "edited by a person",
    "minorHumanEdits": "minor edits by a person",
    "digitalCreation": "made by a person with digital tools",
    "digitalArt": "made by a person with digital tools",
    "softwareImage": "made by software",
    "screenCapture": "captured from a screen",
    "empty": "an empty canvas",
}
"""By code: NewsCodes "Digital Source Type", and two of C2PA's own."""

GENERATED = frozenset(
    {
        "trainedAlgorithmicMedia",
        "compositeWithTrainedAlgorithmicMedia",
        "compositeSynthetic",
        "algorithmicMedia",
        "trainedAlgorithmicData",
    }
)
"""Codes that state that a machine made at least a part."""

PARTLY = frozenset({"compositeWithTrainedAlgorithmicMedia", "compositeSynthetic"})
"""Of these, the codes of images that a machine did not make as a whole."""

_CODE = re.compile(r"digitalsourcetype[/:](\w{1,60})", re.IGNORECASE)
_KNOWN = {code.casefold(): code for code in WORDS}


def code_of(text: str) -> str | None:
    """Return the known code that `text`, an address or the bare code, names; None for none."""
    found = _CODE.search(text)
    name = found.group(1) if found else text.strip()
    return _KNOWN.get(name.casefold())
