from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.packet_response import PacketResponse


T = TypeVar("T", bound="PacketListResponse")


@_attrs_define
class PacketListResponse:
    """A page of packets.

    Attributes:
        packets (list[PacketResponse]):
        total (int): Number of matches. With a cursor, only those from the cursor on; in a search, only those on this
            page.
        limit (int): Page size that was applied.
        offset (int): Offset that was sent.
        next_cursor (None | str): Opaque cursor of the next page; null on the last one.
    """

    packets: list[PacketResponse]
    total: int
    limit: int
    offset: int
    next_cursor: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.packet_response import PacketResponse

        packets = []
        for packets_item_data in self.packets:
            packets_item = packets_item_data.to_dict()
            packets.append(packets_item)

        total = self.total

        limit = self.limit

        offset = self.offset

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "packets": packets,
                "total": total,
                "limit": limit,
                "offset": offset,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.packet_response import PacketResponse

        d = dict(src_dict)
        packets = []
        _packets = d.pop("packets")
        for packets_item_data in _packets:
            packets_item = PacketResponse.from_dict(packets_item_data)

            packets.append(packets_item)

        total = d.pop("total")

        limit = d.pop("limit")

        offset = d.pop("offset")

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        packet_list_response = cls(
            packets=packets,
            total=total,
            limit=limit,
            offset=offset,
            next_cursor=next_cursor,
        )

        packet_list_response.additional_properties = d
        return packet_list_response

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
