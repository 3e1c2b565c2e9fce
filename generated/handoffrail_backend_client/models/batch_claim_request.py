from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="BatchClaimRequest")


@_attrs_define
class BatchClaimRequest:
    """Packets to claim, each on its own, for one agent.

    Attributes:
        packet_ids (list[str]):
        agent_id (str): Identifier of the claiming agent.
        agent_name (str): Display name of the claiming agent.
        framework (None | str | Unset): Framework of the claiming agent.
    """

    packet_ids: list[str]
    agent_id: str
    agent_name: str
    framework: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        packet_ids = self.packet_ids

        agent_id = self.agent_id

        agent_name = self.agent_name

        framework: None | str | Unset
        if isinstance(self.framework, Unset):
            framework = UNSET
        else:
            framework = self.framework

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "packet_ids": packet_ids,
                "agent_id": agent_id,
                "agent_name": agent_name,
            }
        )
        if framework is not UNSET:
            field_dict["framework"] = framework

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        packet_ids = cast(list[str], d.pop("packet_ids"))

        agent_id = d.pop("agent_id")

        agent_name = d.pop("agent_name")

        def _parse_framework(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        framework = _parse_framework(d.pop("framework", UNSET))

        batch_claim_request = cls(
            packet_ids=packet_ids,
            agent_id=agent_id,
            agent_name=agent_name,
            framework=framework,
        )

        batch_claim_request.additional_properties = d
        return batch_claim_request

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
