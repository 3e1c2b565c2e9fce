"""Path segments made from ids."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead import InvalidArgument
from fairlead._core.paths import segment
from fairlead.handoffrail import InvalidArgumentError


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_what_no_encoding_can_protect_is_refused(value: str) -> None:
    with pytest.raises(InvalidArgumentError, match="packet_id") as raised:
        segment(value, "packet_id", error=InvalidArgumentError)
    assert isinstance(raised.value, InvalidArgument)
    assert isinstance(raised.value, ValueError)


def test_half_of_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InvalidArgumentError, match=r"packet_id must be valid Unicode, got 'a\\ud83d'"):
        segment("a\ud83d", "packet_id", error=InvalidArgumentError)


@given(st.text(min_size=1).filter(lambda text: text not in {".", ".."}))
def test_anything_else_stays_as_it_is(text: str) -> None:
    # Percent-encoding is the generated transport's part.
    assert segment(text, "id") == text


def test_objects_are_their_text() -> None:
    packet_id = UUID("5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10")
    assert segment(packet_id, "packet_id") == "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10"
    assert segment(7, "id") == "7"


@pytest.mark.parametrize("value", [None, True, b"a", ["a"], {"id": "a"}, object()])
def test_what_is_no_id_is_not_sent_as_its_text(value: object) -> None:
    with pytest.raises(InvalidArgument, match=f"packet_id must be an id, got {type(value).__name__}"):
        segment(value, "packet_id")
