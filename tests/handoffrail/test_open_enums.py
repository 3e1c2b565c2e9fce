"""Enums that take any string."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead._core.enums import OpenStrEnum
from fairlead.errors import InvalidArgument
from fairlead.handoffrail import models
from fairlead.handoffrail.exceptions import InvalidArgumentError
from fairlead.handoffrail.models import PacketStatus, PacketUpdate, Priority

ENUMS = [
    value
    for name in models.__all__
    if isinstance(value := getattr(models, name), type) and issubclass(value, OpenStrEnum)
]


class TestOpenEnums:
    @pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
    def test_members_are_their_values(self, enum: type[OpenStrEnum]):
        for member in enum:
            assert member == member.value == str(member) == f"{member}"
            assert member.is_known
            assert enum(member.value) is member
            assert enum.parse(member.value) is member
            assert pickle.loads(pickle.dumps(member)) is member
            assert repr(member) == f"<{enum.__name__}.{member.name}: {member.value!r}>"

    @given(st.text())
    def test_any_string_is_a_value(self, text: str):
        value = Priority(text)
        assert value == text
        assert hash(value) == hash(text)
        assert value.value == text
        assert isinstance(value, Priority)
        assert value.is_known is (text in {"low", "normal", "high", "critical"})
        assert Priority(value) == value
        for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
            assert twin == value
            assert type(twin) is Priority
        assert json.dumps(value) == json.dumps(text)

    def test_unlisted_values_do_not_pile_up_in_the_class(self):
        for n in range(100):
            Priority(f"p{n}")
        assert len(Priority) == len(Priority._value2member_map_) == 4

    @pytest.mark.parametrize("value", [1, 1.5, True, ["failed"], {}])
    def test_what_is_no_string_is_refused(self, value: Any):
        with pytest.raises(ValueError):
            PacketStatus(value)
        with pytest.raises(pydantic.ValidationError):
            PacketUpdate.from_dict({"status": value})

    def test_an_unlisted_value_survives_a_round_trip(self):
        update = PacketUpdate.model_validate_json('{"status": "paused"}')
        assert update.status == "paused"
        assert update.status is not None
        assert not update.status.is_known
        assert repr(update.status) == "<PacketStatus 'paused', not listed>"
        assert update.to_dict() == {"status": "paused"}
        assert json.loads(update.model_dump_json(exclude_none=True)) == {"status": "paused"}

    def test_parse_takes_listed_values_only(self):
        assert Priority.parse(Priority.high) is Priority.high
        with pytest.raises(
            ValueError, match=r"^'urgent' is not a Priority; use one of low, normal, high, critical$"
        ):
            Priority.parse("urgent")
        with pytest.raises(InvalidArgument):
            Priority.parse("High")
        with pytest.raises(InvalidArgumentError):
            PacketStatus.parse("", error=InvalidArgumentError)
