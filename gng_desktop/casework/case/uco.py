"""The results of a case in the field's interchange language, CASE/UCO 1.4, as JSON-LD."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from gng_desktop import __version__
from gng_desktop.analysis import OWN
from gng_desktop.analysis.detectors import NOT_CALIBRATED
from gng_desktop.casework.case.contents import MODELS
from gng_desktop.casework.conclusions import RECORDS
from gng_desktop.casework.decisions import Decision

if TYPE_CHECKING:
    from gng_desktop.casework.case.contents import CaseAnalysis, CaseImage
    from gng_desktop.casework.case.store import Case

_UCO = "https://ontology.unifiedcyberontology.org/uco"
CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    **{
        f"uco-{part}": f"{_UCO}/{part}/"
        for part in ("action", "analysis", "core", "identity", "observable", "tool", "types")
    },
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]
_OWN = {f"classifier_{role}": f"score_{role}" for role in OWN}


def case_graph(case: Case) -> Node:
    """Return a case as a JSON-LD document; nothing but the case is read (`CaseError`).

    The same rows have the same ids in every export. Each image is a ``RasterPicture``, each of its
    last analyses an ``InvestigativeAction`` with an ``AnalyticResult`` for the verdict, the fused
    score and each detector, whose calibrated score is the confidence of the class "generated"; each
    decision is an action of its analyst.
    """
    return {"@context": CONTEXT, "@graph": list(_Writer(case).nodes())}


class _Writer:
    """Makes the nodes of one case."""

    def __init__(self, case: Case) -> None:
        self._case, self._about = case, case.metadata
        self._times = {entry.sequence: entry.at for entry in case.log()}
        self._people: dict[str, Node] = {}
        self._space = uuid.uuid5(uuid.NAMESPACE_URL, f"gng-case:{self._about.id}")

    def _id(self, *parts: object) -> str:
        return f"urn:uuid:{uuid.uuid5(self._space, '/'.join(map(str, parts)))}"

    def nodes(self) -> Iterator[Node]:
        own = self._tool(self._id("tool"), "GNG Desktop", "detector of generated faces")
        own["uco-tool:version"] = __version__
        tools = {}
        for model in self._case.models():
            name = self._id("model", model.role, model.sha256)
            tool = tools[model.label] = self._tool(name, model.label, "machine learning model")
            about = f"{model.role}; SHA-256 of its manifest: {model.sha256}"
            tool["uco-core:description"] = about
        found = [own, *tools.values()]
        for image in self._case.images():
            found += self._image(image, tools)
        found += self._people.values()
        yield {
            "@id": self._id("investigation"),
            "@type": "case-investigation:Investigation",
            "uco-core:name": self._about.title,
            **({"uco-core:description": self._about.reference} if self._about.reference else {}),
            "uco-core:objectCreatedTime": _time(self._about.created_at),
            "uco-core:object": [{"@id": node["@id"]} for node in found],
        }
        yield from found

    def _tool(self, name: str, label: str, kind: str) -> Node:
        node = {"@id": name, "@type": "uco-tool:AnalyticTool"}
        return node | {"uco-core:name": label, "uco-tool:toolType": kind}

    def _person(self, name: str) -> Mapping[str, str]:
        known = {"@id": self._id("person", name)}
        self._people[name] = known | {"@type": "uco-identity:Person", "uco-core:name": name}
        return known

    def _image(self, image: CaseImage, tools: Mapping[str, Node]) -> Iterator[Node]:
        picture = self._id("image", image.sha256)
        file: Node = {"@id": self._id("file", image.sha256), "@type": "uco-observable:FileFacet"}
        if image.places:
            path = image.places[-1].path
            # As on the computer that it was seen on, of whatever kind.
            file["uco-observable:fileName"] = re.split(r"[\\/]", path)[-1]
            file["uco-observable:filePath"] = path
        if image.size is not None:
            file["uco-observable:sizeInBytes"] = _typed(image.size, "integer")
        content = {
            "@id": self._id("content", image.sha256),
            "@type": "uco-observable:ContentDataFacet",
            "uco-observable:hash": {
                "@id": self._id("hash", image.sha256),
                "@type": "uco-types:Hash",
                "uco-types:hashMethod": "SHA256",
                "uco-types:hashValue": _typed(image.sha256, "hexBinary"),
            },
        }
        raster: Node = {"@id": self._id("raster", image.sha256)}
        raster["@type"] = "uco-observable:RasterPictureFacet"
        for name, side in (("Width", image.width), ("Height", image.height)):
            if side is not None:
                raster[f"uco-observable:picture{name}"] = _typed(side, "integer")
        yield {
            "@id": picture,
            "@type": "uco-observable:RasterPicture",
            "uco-core:hasFacet": [file, content, raster],
        }
        for part in image.parts:
            yield from self._analysis(part.analysis, picture, tools)
        for number, decision in enumerate(image.history):
            yield from self._decision(decision, number, picture)

    def _analysis(
        self, analysis: CaseAnalysis, picture: str, tools: Mapping[str, Node]
    ) -> Iterator[Node]:
        facts, action = analysis.facts, self._id("analysis", analysis.id)
        results = list(self._results(analysis, action))
        labels: list[Any] = [facts.get(name) for name in MODELS]
        labels += [found["label"] for found in facts.get("detectors", ())]
        used = [tools[label]["@id"] for label in labels if label in tools]
        face = "" if analysis.face is None else f" of face {analysis.face}"
        at, who = self._times.get(analysis.entry), self._about.examiner
        instrument = [{"@id": node} for node in (self._id("tool"), *used)]
        made = self._action(action, f"Analysis{face}", at, who, picture, results)
        yield made | {"uco-action:instrument": instrument}
        yield from results

    def _action(
        self, action: str, name: str, at: str | None, who: str, picture: str, results: list[Node]
    ) -> Node:
        return {
            "@id": action,
            "@type": ["case-investigation:InvestigativeAction", "uco-analysis:Analysis"],
            "uco-core:name": name,
            **({"uco-action:endTime": _time(at)} if at else {}),
            **({"uco-action:performer": self._person(who)} if who else {}),
            "uco-action:object": [{"@id": picture}],
            "uco-action:result": [{"@id": result["@id"]} for result in results],
        }

    def _results(self, analysis: CaseAnalysis, action: str) -> Iterator[Node]:
        facts, support = analysis.facts, analysis.support or {}
        sentences = [support.get("sentence") or facts.get("reason") or ""]
        fused, deciding = facts.get("score_fused"), facts.get("deciding", ())
        if fused is not None and set(OWN) <= set(deciding):
            deciding = ["fused score", *(name for name in deciding if name not in OWN)]
        if deciding:
            sentences.append(f"Decided by: {', '.join(deciding)}.")
        sentences += map(str, facts.get("notes", ()))  # such as --fast, or a corrected mask
        verdict = facts.get("verdict") or facts.get("status", "")
        yield self._result(
            action, "verdict", "Verdict", " ".join(filter(None, sentences)), str(verdict), None
        )
        if fused is not None:
            yield self._result(action, "fused", "Fused score", "", "generated", fused)
        scores = [(facts.get(name), facts.get(score), "") for name, score in _OWN.items()]
        for found in facts.get("detectors", ()):
            raw = found["raw"]
            words = found["problem"] if raw is None else f"Raw score {raw:.6f}; {NOT_CALIBRATED}."
            scores.append((found["label"], found["score"], words))
        for label, score, words in scores:
            if label is None or (score is None and not words):
                continue
            generated = "generated" if score is not None else ""
            yield self._result(
                action, label, f"Score of {label}", words if score is None else "", generated, score
            )

    def _result(
        self, action: str, key: str, name: str, statement: str, class_: str, score: float | None
    ) -> Node:
        node: Node = {
            "@id": self._id(action, key),
            "@type": "uco-analysis:AnalyticResult",
            "uco-core:name": name,
            "uco-analysis:originatingAnalysis": {"@id": action},
        }
        if statement:
            node["uco-core:statement"] = statement
        if class_:
            found: Node = {
                "@id": self._id(action, key, "class"),
                "@type": "uco-analysis:ArtifactClassification",
                "uco-analysis:class": class_,
            }
            if score is not None:
                number = _typed(f"{score:.9f}", "decimal")
                found["uco-analysis:classificationConfidence"] = number
            facet = {
                "@id": self._id(action, key, "facet"),
                "@type": "uco-analysis:ArtifactClassificationResultFacet",
                "uco-analysis:classification": [found],
            }
            node["uco-core:hasFacet"] = [facet]
        return node

    def _decision(self, decision: Decision, number: int, picture: str) -> Iterator[Node]:
        action = self._id("decision", decision.sha256, number)
        face = "" if decision.face_index is None else f" on face {decision.face_index}"
        words = RECORDS[decision.conclusion]
        result = self._result(
            action, "conclusion", f"Decision{face}", decision.comment, words, None
        )
        name, at = f"Decision of the analyst{face}", decision.decided_at
        yield self._action(action, name, at, decision.analyst, picture, [result])
        yield result


def _typed(value: object, kind: str) -> Node:
    return {"@type": f"xsd:{kind}", "@value": str(value)}


def _time(text: str) -> Node:
    return _typed(text, "dateTime")
