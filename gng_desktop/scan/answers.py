"""What workers of a cluster answer: plain JSON, and nothing of it believed unchecked."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any, NoReturn

from gng_desktop.analysis import label_field
from gng_desktop.core.text import printable
from gng_desktop.imaging.frames import MAX_FRAMES
from gng_desktop.modelstore import StoredModel
from gng_desktop.modelstore.strict import read
from gng_desktop.scan.identity import Identity
from gng_desktop.scan.reading import Content
from gng_desktop.scan.rows import MOST_TEXT, Record, Row
from gng_desktop.scan.work import Manner

MOST_BYTES, MOST_FACES = 64 << 20, 10_000  # of an answer; faces of a picture
_DIGITS = 1e-6  # what rounding may have done to a difference of scores


class AnswerError(Exception):
    """An answer that does not fit what was asked; the text goes on from "it"."""


class RefusedError(Exception):
    """A worker that cannot do what was asked; the text is one sentence for the user."""


def of_identity(identity: Identity) -> bytes:
    """Return what a worker analyses with, as an answer."""
    return _bytes({"identity": asdict(identity)})


def of_records(records: Sequence[Record]) -> bytes:
    """Return what was found of some files, as an answer."""
    found = [{"again": r.again, "rows": [asdict(row) for row in r.rows]} for r in records]
    return _bytes({"records": found})


def of_refusal(sentence: str) -> bytes:
    """Return why nothing was done, as an answer."""
    return _bytes({"refused": sentence})


def _bytes(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, allow_nan=False).encode("ascii")


def identity_in(answer: object) -> Identity:
    """Return the identity in an answer; raises as `records_in`."""
    found: Identity = _read(Identity, _content(answer, "identity"))
    texts = [found.program, found.engine, found.device]
    for table in (found.libraries, found.models):
        texts += [*table.keys(), *table.values()]
    _check(all(isinstance(t, str) and t == printable(t)[:MOST_TEXT] for t in texts), "a version")
    return found


def records_in(
    answer: object,
    contents: Sequence[Content],
    models: Mapping[str, StoredModel],
    engine: str,
    manner: Manner,
) -> list[Record]:
    """Return the records in a worker's answer on `contents`; none, if the scan was over there.

    `models` are those, by role, that the worker has to use; the rest is what it was given.
    `AnswerError` if it is not about these files, or holds what no worker could have found;
    `RefusedError` if the worker says why it does nothing.
    """
    found = _content(answer, "records")
    _check(isinstance(found, list) and len(found) in (0, len(contents)), "the number of files")
    labels = {role: model.label for role, model in models.items()}
    return [
        _record(item, content, labels, engine, manner)
        for item, content in zip(found, contents, strict=False)
    ]


def _content(answer: object, key: str) -> Any:
    if not isinstance(answer, bytes) or len(answer) > MOST_BYTES:
        raise AnswerError("is no answer of this program")
    try:
        content = json.loads(answer, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise AnswerError("is no answer of this program") from error
    if not isinstance(content, dict) or len(content) != 1:
        raise AnswerError("is no answer of this program")
    if isinstance(sentence := content.get("refused"), str):
        raise RefusedError(printable(sentence)[:MOST_TEXT])
    _check(key in content, "its only key")
    return content[key]


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _read(cls: type[Any], data: Any) -> Any:
    try:
        return read(cls, data)
    except (ValueError, KeyError, TypeError) as error:
        raise AnswerError(f"is malformed ({printable(error)[:200]})") from error


def _check(fits: bool, what: str) -> None:
    if not fits:
        raise AnswerError(f"does not fit what was asked ({what})")


def _record(
    item: Any, content: Content, labels: Mapping[str, str], engine: str, manner: Manner
) -> Record:
    _check(isinstance(item, dict) and set(item) == {"again", "rows"}, "the keys of a file")
    rows, again = item["rows"], item["again"]
    faces = MOST_FACES if manner.faces == "each" else 1
    frames = MAX_FRAMES if manner.frames == "all" else 1
    _check(isinstance(again, bool) and isinstance(rows, list), "the values of a file")
    _check(1 <= len(rows) <= faces * frames, "the number of rows")
    found: list[Row] = [_read(Row, row) for row in rows]
    for row in found:
        _check(row.path == content.path, "the path")
        _check(row.sha256 == content.sha256, "the SHA-256")
        _check(row.background_share is None or manner.regions, "background_share")
        _check_row(row, labels, engine)
    _check_numbers(found, faces, frames)
    return Record(content.path, content.sha256, again, tuple(found))


def _check_numbers(rows: Sequence[Row], faces: int, frames: int) -> None:
    """Check that each picture of a file comes once, in turn, its own row before those of faces."""
    pictures = [(frame, list(group)) for frame, group in groupby(rows, lambda row: row.frame)]
    numbers = [frame for frame, _ in pictures]
    in_turn = [*range(1, len(numbers) + 1)]
    _check(numbers == [None] or (numbers == in_turn and len(numbers) <= frames), "frame")
    for _, group in pictures:
        found = [row.face_index for row in group]
        _check(found[0] == 0 and min(found) == 0 and len(set(found)) == len(found), "face_index")
        _check(len(found) <= faces, "the number of rows")


def _check_row(row: Row, labels: Mapping[str, str], engine: str) -> None:
    for name in row.misfits():
        _check(False, name)
    ok = row.status == "ok"
    scores = row.score_with_background, row.score_without_background
    _check((row.verdict is not None) == ok and (None not in scores or not ok), "verdict")
    if None not in scores and row.score_shift is not None:
        expected = (scores[0] or 0.0) - (scores[1] or 0.0)
        _check(abs(row.score_shift - expected) < _DIGITS, "score_shift")
    else:
        _check(row.score_shift is None, "score_shift")
    _check_box(row)
    further = {name for name in labels if not hasattr(row, label_field(name))}
    _check(set(row.detectors) <= further, "detectors")
    for pair in row.detectors.values():
        _check(isinstance(pair, list) and len(pair) == 2, "raw")
        _check(all(v is None or (isinstance(v, float) and 0 <= v <= 1) for v in pair), "raw")
    _check(set(row.deciding.split()) <= set(labels), "deciding")
    for role, label in labels.items():
        if role in further:
            continue
        column = label_field(role)
        _check(getattr(row, column) in ((label,) if ok else (label, None)), column)
    _check(row.engine in ((engine,) if ok else (engine, None)), "engine")


def _check_box(row: Row) -> None:
    if row.face_box is None:
        return
    _check(len(row.face_box) == 4 and row.width is not None and row.height is not None, "face_box")
    left, top, width, height = row.face_box
    inside = left + width <= (row.width or 0) and top + height <= (row.height or 0)
    _check(min(left, top) >= 0 and min(width, height) > 0 and inside, "face_box")
