"""Models that read like the dicts they were made from."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from fairlead._core.models import MappingModel


class Part(MappingModel):
    id: str
    name: str | None = None


class Whole(MappingModel):
    id: str
    note: str | None = None
    active_form: str | None = Field(default=None, alias="activeForm")
    parts: list[Part] = Field(default_factory=list[Part])
    listed: list[str] = Field(default_factory=list[str], alias="items")
    token: str = Field(default="", repr=False)


DATA: dict[str, Any] = {
    "id": "w",
    "activeForm": None,
    "parts": [{"id": "p", "newer": 1}],
    "items": ["a"],
    "unknown": {"k": [None]},
    "token": "s3cret",
}


def test_keys_and_attributes_are_two_ways_to_the_same() -> None:
    whole = Whole.from_dict(DATA)
    assert (whole["id"], whole.id, whole["parts"][0]["id"], whole.parts[0].id) == ("w", "w", "p", "p")
    assert (whole["activeForm"], whole.active_form, whole["items"], whole.listed) == (
        None,
        None,
        ["a"],
        ["a"],
    )
    assert whole["unknown"] == {"k": [None]}
    assert whole.parts[0]["newer"] == 1


def test_keys_are_the_servers() -> None:
    whole = Whole.from_dict(DATA)
    assert list(whole) == list(whole.keys()) == ["id", "activeForm", "parts", "items", "token", "unknown"]
    assert "activeForm" in whole
    assert "active_form" not in whole
    assert len(whole) == 6
    with pytest.raises(KeyError):
        whole["active_form"]


def test_what_was_not_sent_is_absent() -> None:
    whole = Whole.from_dict(DATA)
    assert whole.note is None
    assert "note" not in whole
    assert (whole.get("note"), whole.get("note", 7), whole.get("id")) == (None, 7, "w")
    with pytest.raises(KeyError, match="note"):
        whole["note"]


def test_dict_and_unpacking_give_what_was_sent() -> None:
    whole = Whole.from_dict(DATA)
    assert dict(whole) == {**whole} == dict(whole.items()) == DATA
    assert dict(zip(whole.keys(), whole.values(), strict=True)) == DATA
    assert json.loads(json.dumps(whole.to_dict())) == DATA


def test_equality_with_dicts_and_models() -> None:
    whole = Whole.from_dict(DATA)
    assert whole == DATA
    assert whole == Whole.from_dict(DATA)
    assert [whole] == [DATA]
    assert whole != {**DATA, "id": "other"}
    assert whole != {key: value for key, value in DATA.items() if key != "token"}
    assert whole != 1


def test_they_are_mappings() -> None:
    part = Part(id="p")
    assert isinstance(part, Mapping)
    match part:
        case {"id": "p"}:
            pass
        case _:
            pytest.fail("a pattern of a mapping did not match")
    assert part | {"name": "n"} == {"id": "p", "name": "n"}
    assert {"id": "q", "name": "n"} | part == {"id": "p", "name": "n"}
    assert type(part | Part(id="q")) is dict


def test_models_of_two_kinds_are_not_equal() -> None:
    assert Part(id="p") != Whole(id="p")
    assert Part(id="p") == {"id": "p"} == Whole(id="p")


def test_copies_are_equal() -> None:
    whole = Whole.from_dict(DATA)
    assert copy.deepcopy(whole) == pickle.loads(pickle.dumps(whole)) == whole
    assert whole.model_copy(update={"note": "new"})["note"] == "new"


def test_they_are_frozen_and_hashable_like_other_models() -> None:
    part = Part(id="p")
    with pytest.raises(ValidationError):
        part.id = "q"  # type: ignore[misc]
    with pytest.raises(TypeError):
        part["id"] = "q"  # type: ignore[index]
    assert hash(part) == hash(Part(id="p"))


def test_a_secret_field_is_not_shown() -> None:
    assert "s3cret" not in f"{Whole.from_dict(DATA)!r} {Whole.from_dict(DATA)}"


@given(
    st.fixed_dictionaries(
        {"id": st.text()}, optional={"note": st.none() | st.text(), "items": st.lists(st.text())}
    ),
    st.dictionaries(st.from_regex("x[a-z]{1,5}", fullmatch=True), st.none() | st.integers() | st.text()),
)
def test_any_dict_comes_back_as_it_was(known: dict[str, Any], unknown: dict[str, Any]) -> None:
    data = {**known, **unknown}
    whole = Whole.from_dict(data)
    assert whole == data
    assert whole.to_dict() == dict(whole) == data
    assert set(whole) == set(data)
