from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.priority import Priority, check_priority
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_info import AgentInfo
    from ..models.target_agent_info import TargetAgentInfo


T = TypeVar("T", bound="Metadata")


@_attrs_define
class Metadata:
    """Who hands over to whom, and when. The times are the author's own, stored as sent; `claimed_at` and `completed_at`
    are set by the server as the packet moves on.

        Attributes:
            source_agent (AgentInfo): The agent that hands work over.
            target_agent (TargetAgentInfo): The agent that receives work. Claiming a packet replaces it with the claimant.
            created_at (datetime.datetime | Unset): When the author made the packet; the server's clock if left out. Null is
                refused.
            claimed_at (datetime.datetime | None | Unset): When the packet was last claimed, or answered by a human.
            completed_at (datetime.datetime | None | Unset): When the packet was completed.
            priority (Priority | Unset): Urgency of a packet.
            tags (list[str] | Unset): Labels to filter by.
    """

    source_agent: AgentInfo
    target_agent: TargetAgentInfo
    created_at: datetime.datetime | Unset = UNSET
    claimed_at: datetime.datetime | None | Unset = UNSET
    completed_at: datetime.datetime | None | Unset = UNSET
    priority: Priority | Unset = UNSET
    tags: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent_info import AgentInfo
        from ..models.target_agent_info import TargetAgentInfo

        source_agent = self.source_agent.to_dict()

        target_agent = self.target_agent.to_dict()

        created_at: str | Unset = UNSET
        if not isinstance(self.created_at, Unset):
            created_at = self.created_at.isoformat()

        claimed_at: None | str | Unset
        if isinstance(self.claimed_at, Unset):
            claimed_at = UNSET
        elif isinstance(self.claimed_at, datetime.datetime):
            claimed_at = self.claimed_at.isoformat()
        else:
            claimed_at = self.claimed_at

        completed_at: None | str | Unset
        if isinstance(self.completed_at, Unset):
            completed_at = UNSET
        elif isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        priority: str | Unset = UNSET
        if not isinstance(self.priority, Unset):
            priority = self.priority

        tags: list[str] | Unset = UNSET
        if not isinstance(self.tags, Unset):
            tags = self.tags

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "source_agent": source_agent,
                "target_agent": target_agent,
            }
        )
        if created_at is not UNSET:
            field_dict["created_at"] = created_at
        if claimed_at is not UNSET:
            field_dict["claimed_at"] = claimed_at
        if completed_at is not UNSET:
            field_dict["completed_at"] = completed_at
        if priority is not UNSET:
            field_dict["priority"] = priority
        if tags is not UNSET:
            field_dict["tags"] = tags

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent_info import AgentInfo
        from ..models.target_agent_info import TargetAgentInfo

        d = dict(src_dict)
        source_agent = AgentInfo.from_dict(d.pop("source_agent"))

        target_agent = TargetAgentInfo.from_dict(d.pop("target_agent"))

        _created_at = d.pop("created_at", UNSET)
        created_at: datetime.datetime | Unset
        if isinstance(_created_at, Unset):
            created_at = UNSET
        else:
            created_at = datetime.datetime.fromisoformat(_created_at)

        def _parse_claimed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                claimed_at_type_0 = datetime.datetime.fromisoformat(data)

                return claimed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        claimed_at = _parse_claimed_at(d.pop("claimed_at", UNSET))

        def _parse_completed_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        completed_at = _parse_completed_at(d.pop("completed_at", UNSET))

        _priority = d.pop("priority", UNSET)
        priority: Priority | Unset
        if isinstance(_priority, Unset):
            priority = UNSET
        else:
            priority = check_priority(_priority)

        tags = cast(list[str], d.pop("tags", UNSET))

        metadata = cls(
            source_agent=source_agent,
            target_agent=target_agent,
            created_at=created_at,
            claimed_at=claimed_at,
            completed_at=completed_at,
            priority=priority,
            tags=tags,
        )

        metadata.additional_properties = d
        return metadata

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
