"""Parts of a file's provenance as plain text of several lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gng_desktop.ui.kit.language import QT_TR_NOOP, number, tr

if TYPE_CHECKING:
    from gng_desktop.provenance.c2pa_json import Action, Manifest
    from gng_desktop.provenance.credentials import Credentials
    from gng_desktop.provenance.jpeg import Jpeg
    from gng_desktop.provenance.trailing import Trailing

OUTCOMES = {
    "failure": QT_TR_NOOP("✗ failed"),
    "informational": QT_TR_NOOP("· note"),
    "success": QT_TR_NOOP("✓ passed"),
}


def manifests_text(credentials: Credentials) -> str:
    """Return who signed what, of this image and of those that went into it."""
    return "\n\n".join("\n".join(_manifest(manifest)) for manifest in credentials.manifests)


def _manifest(manifest: Manifest) -> Iterator[str]:
    signer = manifest.signer or tr("not named")
    values = {"signer": signer, "organisation": manifest.organisation or tr("not named")}
    yield (
        tr("This image: signed by {signer}, organisation {organisation}", **values)
        if manifest.active
        else tr("An image inside it: signed by {signer}, organisation {organisation}", **values)
    )
    if manifest.generator:
        yield tr("Written by: {software}", software=manifest.generator)
    yield (tr("Time stamp: {time}", time=manifest.time) if manifest.time else tr("No time stamp"))
    for action in manifest.actions:
        yield tr("Action: {action}", action=_action(action))
    for label, text in manifest.stated:
        yield f"{label}: {text}"
    for ingredient in manifest.ingredients:
        yield tr("Ingredient: {title}", title=ingredient)
    yield tr(
        "Certificate: serial number {serial}, {algorithm}",
        serial=manifest.serial or "—",
        algorithm=manifest.algorithm or "—",
    )


def _action(action: Action) -> str:
    return "; ".join(tr(part) if part == action.source_words else part for part in action.parts)


def checks_text(credentials: Credentials) -> str:
    """Return the outcome of each check, a line each."""
    lines = []
    for check in credentials.checks:
        words = QT_TR_NOOP("{outcome}: {words} ({code})")
        if check.recorded:
            words = QT_TR_NOOP("{outcome} when the ingredient '{name}' was added: {words} ({code})")
        elif check.ingredient:
            words = QT_TR_NOOP("{outcome}, ingredient '{name}': {words} ({code})")
        elif check.count > 1:
            words = QT_TR_NOOP("{outcome}: {words} ({code}, {count} times)")
        values = {"outcome": tr(OUTCOMES[check.outcome]), "words": tr(check.words)}
        values["code"] = f"{check.code}: {check.cause}" if check.cause else check.code
        lines.append(tr(words, count=check.count, name=check.name, **values))
    return "\n".join([*lines, credentials.library])


def trailing_text(piece: Trailing) -> str:
    """Return size, place and kind of data after the end of the image."""
    values = {
        "size": number(piece.size, ","),
        "offset": number(piece.offset, ","),
        "kind": tr(piece.kind),
    }
    return tr("{size} bytes follow the end of the image, from byte {offset}: {kind}.", **values)


def tables_text(jpeg: Jpeg) -> str:
    """Return the quantisation tables, eight divisors a line; meant for a fixed-width font."""
    parts = []
    for index, table in jpeg.tables.items():
        rows = (table[start : start + 8] for start in range(0, 64, 8))
        lines = ("".join(f"{divisor:4d}" for divisor in row) for row in rows)
        parts.append("\n".join((tr("Table {number}", number=index), *lines)))
    return "\n\n".join(parts)
