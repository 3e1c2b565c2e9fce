from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="MarkReadBody")


@_attrs_define
class MarkReadBody:
    """How far the caller read.

    Attributes:
        up_to_seq (int): Number of the last message that was read.
    """

    up_to_seq: int

    def to_dict(self) -> dict[str, Any]:
        up_to_seq = self.up_to_seq

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "up_to_seq": up_to_seq,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        up_to_seq = d.pop("up_to_seq")

        mark_read_body = cls(
            up_to_seq=up_to_seq,
        )

        return mark_read_body
