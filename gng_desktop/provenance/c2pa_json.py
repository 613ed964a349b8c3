"""Manifests of Content Credentials as the C2PA library gives them in JSON, read with care."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from gng_desktop.provenance import source_types
from gng_desktop.provenance.fields import clean
from gng_desktop.provenance.traces import States

ITEM_LIMIT = 200
"""Manifests, actions, ingredients and checks of each kind that are listed."""
PARTLY: States = "partly_generated"

_ADOBE = "com.adobe.generative-ai"
_DEPTH = 8
_MORE = ("reason", "changes", "changed")
"""Members of an action that are shown beside its parameters."""


@dataclass(frozen=True)
class Action:
    """What a signer says was done to the image.

    Attributes
    ----------
    name : str
        C2PA's label, for example ``"c2pa.created"``.
    source_type : str
        The digital source type as its address or code; "" for none.
    source_words : str
        What a known code stands for; "" else.
    agent : str
        The software; "" where it is not named.
    when : str
        The time stated; "" for none. Nobody but the signer vouches for it.
    description : str
        In the signer's words; "" for none.
    parameters : tuple of (str, str)
        What else the signer states of it, by name.
    """

    name: str
    source_type: str
    source_words: str
    agent: str
    when: str
    description: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    @property
    def generated(self) -> bool:
        """Whether it states that a machine made at least a part."""
        return bool(self.states)

    @property
    def states(self) -> States | Literal[""]:
        """What it says of the image, or of the part that it concerns."""
        stated = [self.source_type]
        stated += [v for k, v in self.parameters if k.casefold().endswith("digitalsourcetype")]
        codes = [source_types.code_of(text) for text in stated if text]
        if not source_types.GENERATED & set(codes):
            return ""
        return "generated" if set(codes) <= source_types.GENERATED - source_types.PARTLY else PARTLY

    @property
    def parts(self) -> tuple[str, ...]:
        """What is known of it, in the order in which it is shown."""
        about = (self.name, self.description.rstrip("."), self.source_words or self.source_type)
        stated = (f"{name} = {value}" for name, value in self.parameters)
        return tuple(filter(None, (*about, self.agent, self.when, *stated)))


@dataclass(frozen=True)
class Manifest:
    """One signed statement: of this file, or of one that went into it.

    Attributes
    ----------
    active : bool
        Whether it is the statement on this file as it is.
    label, title, generator : str
        Its name, the image's title, and the software that wrote it.
    organisation, signer, serial, algorithm : str
        Of the signer's certificate: organisation and common name of its owner, serial number;
        and the signature's algorithm.
    time : str
        Of a time stamp by a third party; "" for none.
    ingredients : tuple of str
        Title and relation of each image that went into it.
    assertions : tuple of str
        Labels of all assertions; what they hold is not shown, but for actions and `stated`.
    stated : tuple of (str, str)
        Label and source type (or model) of other assertions that state one.
    """

    active: bool
    label: str
    title: str
    generator: str
    organisation: str
    signer: str
    serial: str
    algorithm: str
    time: str
    actions: tuple[Action, ...]
    ingredients: tuple[str, ...]
    assertions: tuple[str, ...]
    stated: tuple[tuple[str, str], ...] = ()

    @property
    def states(self) -> States | Literal[""]:
        """What its actions and other assertions say of the image; "" for nothing."""
        first = [a for a in self.actions if a.name in ("c2pa.created", "c2pa.opened")]
        found = [action.states for action in self.actions if action.states]
        if found:
            # A generated part of an image that began otherwise.
            return PARTLY if first and not any(a.states for a in first) else found[0]
        return "generated" if self.stated else ""


def read_manifest(content: Any, label: str, active: bool) -> Manifest:
    """Return one manifest of the library's JSON; what does not fit is passed over."""
    content = as_dict(content)
    signature = as_dict(content.get("signature_info"))
    made_by = [_software(item) for item in as_list(content.get("claim_generator_info"))]
    assertions = [as_dict(item) for item in as_list(content.get("assertions"))]
    of_actions = [a for a in assertions if str(a.get("label", "")).startswith("c2pa.actions")]
    actions = (
        _action(item, as_list(as_dict(assertion.get("data")).get("softwareAgents")))
        for assertion in of_actions
        for item in as_list(as_dict(assertion.get("data")).get("actions"))
    )
    others = [assertion for assertion in assertions if assertion not in of_actions]
    ingredients = (as_dict(item) for item in as_list(content.get("ingredients")))
    return Manifest(
        active=active,
        label=clean(label, 200),
        title=as_text(content.get("title")),
        generator=", ".join(filter(None, made_by)) or as_text(content.get("claim_generator")),
        organisation=as_text(signature.get("issuer")),
        signer=as_text(signature.get("common_name")),
        serial=as_text(signature.get("cert_serial_number")),
        algorithm=as_text(signature.get("alg")),
        time=as_text(signature.get("time")),
        actions=tuple(actions)[:ITEM_LIMIT],
        ingredients=tuple(
            f"{as_text(item.get('title')) or 'untitled'} ({as_text(item.get('relationship'))})"
            for item in ingredients
        )[:ITEM_LIMIT],
        assertions=tuple(as_text(assertion.get("label")) for assertion in assertions)[:ITEM_LIMIT],
        stated=tuple(
            (as_text(assertion.get("label")), text)
            for assertion in others
            for text in _source_types(as_text(assertion.get("label")), assertion.get("data"))
        )[:ITEM_LIMIT],
    )


def _source_types(label: str, data: Any, depth: int = 0) -> Iterator[str]:
    """Yield what an assertion states of a generator: a source type, or Adobe's own model name."""
    if label == _ADOBE:
        yield " ".join(
            filter(None, (as_text(as_dict(data).get(k)) for k in ("description", "version")))
        )
    elif depth < _DEPTH:
        for key, value in data.items() if isinstance(data, dict) else enumerate(as_list(data)):
            named = str(key).casefold().endswith("digitalsourcetype") and isinstance(value, str)
            if named and source_types.code_of(value) in source_types.GENERATED:
                yield clean(value, 300)
            else:
                yield from _source_types(label, value, depth + 1)


def _action(content: Any, agents: list[Any]) -> Action:
    content = as_dict(content)
    source = as_text(content.get("digitalSourceType"))
    code = source_types.code_of(source)
    agent, index = content.get("softwareAgent"), content.get("softwareAgentIndex")
    if agent is None and isinstance(index, int) and 0 <= index < len(agents):
        agent = agents[index]
    stated = as_dict(content.get("parameters")) | {k: content[k] for k in _MORE if k in content}
    return Action(
        name=as_text(content.get("action")),
        source_type=source,
        source_words=source_types.WORDS[code] if code else "",
        agent=_software(agent),
        when=as_text(content.get("when")),
        description=as_text(content.get("description") or stated.pop("description", None)),
        # Ingredients are listed for themselves. The library gives another order each time.
        parameters=tuple(
            (clean(str(name), 100), _value(value))
            for name, value in sorted(stated.items())
            if "ingredient" not in str(name).casefold()
        )[:ITEM_LIMIT],
    )


def _value(value: Any) -> str:
    return as_text(
        value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    )


def _software(content: Any) -> str:
    """Return name and version of a program, which older manifests give as mere text."""
    if isinstance(content, dict):
        parts = (as_text(content.get(key)) for key in ("name", "version"))
        return " ".join(filter(None, parts))
    return as_text(content)


def states_of(
    manifests: dict[str, Any], label: str, seen: set[str] | None = None
) -> tuple[States | Literal[""], str]:
    """Return what a manifest and the images that went into it say of a generator, and how.

    Parameters
    ----------
    manifests : dict
        The library's JSON, by label.
    label : str
        Of the manifest on the image.
    seen : set of str, optional
        Labels that were followed already; added to.
    """
    seen = set() if seen is None else seen
    if label in seen or label not in manifests or len(seen) >= ITEM_LIMIT:
        return "", ""
    seen.add(label)
    manifest = read_manifest(manifests[label], label, True)
    found: list[tuple[States | Literal[""], str]] = []
    if manifest.states:
        action = next((a.parts for a in manifest.actions if a.states), None)
        found.append((manifest.states, "; ".join(action or manifest.stated[0])))
    for ingredient in map(as_dict, as_list(as_dict(manifests[label]).get("ingredients"))):
        relation = as_text(ingredient.get("relationship"))
        if relation not in ("parentOf", "componentOf"):
            continue
        states, why = states_of(manifests, as_text(ingredient.get("active_manifest")), seen)
        if states:
            title = as_text(ingredient.get("title")) or "untitled"
            whole = states if relation == "parentOf" else PARTLY
            found.append((whole, f"its ingredient '{title}': {why}"))
    return min(found, key=lambda pair: pair[0] == PARTLY, default=("", ""))


def as_dict(value: Any) -> dict[str, Any]:
    """Return a dict; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """Return text fit for one line; "" for None."""
    return "" if value is None else clean(str(value), 300)
