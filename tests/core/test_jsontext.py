"""The fast way to read JSON gives what the usual one gives."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.jsontext import read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters()), inner),
)


@given(VALUES, st.booleans())
def test_the_values_are_the_same(value: Any, ascii_only: bool) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only)
    assert repr(read_json(text)) == repr(json.loads(text))


@pytest.mark.parametrize(
    "text",
    ['"\\ud83d"', '{"token":"\\ude00!"}', "[" * 400 + "]" * 400, "NaN", "1e999", '{"a":1,"a":2}', "9" * 100],
)
def test_what_is_unusual_is_the_same(text: str) -> None:
    assert repr(read_json(text)) == repr(json.loads(text))


@given(st.text(alphabet='[]{}",:0123456789.eE+-\\u ntfalsr'))
def test_what_is_refused_is_the_same(text: str) -> None:
    def outcome(read: Any) -> str:
        try:
            return repr(read(text))
        except ValueError as error:
            return str(error)

    assert outcome(read_json) == outcome(json.loads)


def test_half_a_surrogate_pair_that_is_no_escape() -> None:
    assert read_json('["\ud83d"]') == ["\ud83d"]


def test_a_number_too_long_for_python_is_refused_like_what_is_no_json() -> None:
    with pytest.raises(json.JSONDecodeError, match="limit"):
        read_json('{"a":' + "9" * 5000 + "}")


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(RecursionError):
        read_json("[" * 100_000)
