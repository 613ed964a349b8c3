import hashlib
import json
import math

import numpy as np
import pytest

from gng_desktop.casework.case.canonical import canonical, row_digest


def test_one_spelling_whatever_the_order_and_kind_of_containers():
    one = {"b": [1, 2.5, None], "a": {"y": True, "x": "ä"}}
    other = {"a": {"x": "ä", "y": True}, "b": (1, 2.5, None)}
    assert canonical(one) == canonical(other) == '{"a":{"x":"ä","y":true},"b":[1,2.5,null]}'


@pytest.mark.parametrize(
    "value",
    [0.1, 1e-300, 2**53 + 1, -0.0, "a\nb\x00", "C:\\new", "\udce4.png", '"', "𝒳", "\\udce4.png"],
)
def test_values_come_back_as_they_were(value):
    text = canonical([value])
    assert json.loads(text) == [value]
    text.encode("utf-8")


def test_what_json_does_not_know_is_null_or_refused():
    assert canonical([math.nan, {"a": math.inf}, np.float64("nan")]) == '[null,{"a":null},null]'
    assert canonical([np.float32(0.5), np.int64(3)]) == "[0.5,3.0]"
    with pytest.raises(TypeError):
        canonical([object()])


def test_the_digest_is_what_its_description_says():
    row = {"id": 3, "entry": 2, "name": "ä", "data": b"\x00\xff", "support": None}
    blob = hashlib.sha256(b"\x00\xff").hexdigest()
    text = (
        '{"row":{"data":{"sha256":"' + blob + '"},"entry":2,"id":3,"name":"ä"},"table":"previews"}'
    )
    assert row_digest("previews", row) == hashlib.sha256(text.encode()).hexdigest()


def test_rows_that_differ_have_different_digests():
    rows = [
        ("a", {"id": 1, "x": "1"}),
        ("b", {"id": 1, "x": "1"}),
        ("a", {"id": 1, "x": 1}),
        ("a", {"id": 1, "x": b"1"}),
        ("a", {"id": 1, "x": hashlib.sha256(b"1").hexdigest()}),
        ("a", {"id": 1, "x": "null"}),
        ("a", {"id": 1}),
        ("a", {"id": 1, "y": "1"}),
        ("a", {"id": 1, "x": "\udce4"}),
        ("a", {"id": 1, "x": "\\udce4"}),
        ("a", {"id": 1, "x": "\ufffd"}),
    ]
    assert len({row_digest(*row) for row in rows}) == len(rows)
    # A column that a later schema adds changes nothing as long as it is empty.
    assert row_digest("a", {"id": 1, "new": None}) == row_digest("a", {"id": 1})
