from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.trajectory_status import TrajectoryStatus, check_trajectory_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.user_message_event import UserMessageEvent


T = TypeVar("T", bound="SessionSummary")


@_attrs_define
class SessionSummary:
    """A session in a list.

    Attributes:
        id (UUID): Identifier.
        status (str | TrajectoryStatus):
        created_at (datetime.datetime): When it was created.
        agent (None | str | Unset): Registered name; null for an inline agent.
        agent_revision (int | None | Unset): Revision of the registered agent.
        agent_view_url (None | str | Unset): Page for watching and replaying.
        first_message (None | Unset | UserMessageEvent): The task.
        started_at (datetime.datetime | None | Unset): When it was launched.
        finished_at (datetime.datetime | None | Unset): When it ended.
        last_activity_at (datetime.datetime | None | Unset): When its last event came in.
        anonymized_at (datetime.datetime | None | Unset): When its content was removed.
    """

    id: UUID
    status: str | TrajectoryStatus
    created_at: datetime.datetime
    agent: None | str | Unset = UNSET
    agent_revision: int | None | Unset = UNSET
    agent_view_url: None | str | Unset = UNSET
    first_message: None | Unset | UserMessageEvent = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    finished_at: datetime.datetime | None | Unset = UNSET
    last_activity_at: datetime.datetime | None | Unset = UNSET
    anonymized_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.user_message_event import UserMessageEvent

        id = str(self.id)

        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        created_at = self.created_at.isoformat()

        agent: None | str | Unset
        if isinstance(self.agent, Unset):
            agent = UNSET
        else:
            agent = self.agent

        agent_revision: int | None | Unset
        if isinstance(self.agent_revision, Unset):
            agent_revision = UNSET
        else:
            agent_revision = self.agent_revision

        agent_view_url: None | str | Unset
        if isinstance(self.agent_view_url, Unset):
            agent_view_url = UNSET
        else:
            agent_view_url = self.agent_view_url

        first_message: dict[str, Any] | None | Unset
        if isinstance(self.first_message, Unset):
            first_message = UNSET
        elif isinstance(self.first_message, UserMessageEvent):
            first_message = self.first_message.to_dict()
        else:
            first_message = self.first_message

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str | Unset
        if isinstance(self.finished_at, Unset):
            finished_at = UNSET
        elif isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        last_activity_at: None | str | Unset
        if isinstance(self.last_activity_at, Unset):
            last_activity_at = UNSET
        elif isinstance(self.last_activity_at, datetime.datetime):
            last_activity_at = self.last_activity_at.isoformat()
        else:
            last_activity_at = self.last_activity_at

        anonymized_at: None | str | Unset
        if isinstance(self.anonymized_at, Unset):
            anonymized_at = UNSET
        elif isinstance(self.anonymized_at, datetime.datetime):
            anonymized_at = self.anonymized_at.isoformat()
        else:
            anonymized_at = self.anonymized_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "status": status,
                "created_at": created_at,
            }
        )
        if agent is not UNSET:
            field_dict["agent"] = agent
        if agent_revision is not UNSET:
            field_dict["agent_revision"] = agent_revision
        if agent_view_url is not UNSET:
            field_dict["agent_view_url"] = agent_view_url
        if first_message is not UNSET:
            field_dict["first_message"] = first_message
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if finished_at is not UNSET:
            field_dict["finished_at"] = finished_at
        if last_activity_at is not UNSET:
            field_dict["last_activity_at"] = last_activity_at
        if anonymized_at is not UNSET:
            field_dict["anonymized_at"] = anonymized_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.user_message_event import UserMessageEvent

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_status(data: object) -> str | TrajectoryStatus:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_trajectory_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TrajectoryStatus, data)

        status = _parse_status(d.pop("status"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_agent(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent = _parse_agent(d.pop("agent", UNSET))

        def _parse_agent_revision(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        agent_revision = _parse_agent_revision(d.pop("agent_revision", UNSET))

        def _parse_agent_view_url(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_view_url = _parse_agent_view_url(d.pop("agent_view_url", UNSET))

        def _parse_first_message(data: object) -> None | Unset | UserMessageEvent:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                first_message_type_0 = UserMessageEvent.from_dict(data)

                return first_message_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | Unset | UserMessageEvent, data)

        first_message = _parse_first_message(d.pop("first_message", UNSET))

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_finished_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        finished_at = _parse_finished_at(d.pop("finished_at", UNSET))

        def _parse_last_activity_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_activity_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_activity_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_activity_at = _parse_last_activity_at(d.pop("last_activity_at", UNSET))

        def _parse_anonymized_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                anonymized_at_type_0 = datetime.datetime.fromisoformat(data)

                return anonymized_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        anonymized_at = _parse_anonymized_at(d.pop("anonymized_at", UNSET))

        session_summary = cls(
            id=id,
            status=status,
            created_at=created_at,
            agent=agent,
            agent_revision=agent_revision,
            agent_view_url=agent_view_url,
            first_message=first_message,
            started_at=started_at,
            finished_at=finished_at,
            last_activity_at=last_activity_at,
            anonymized_at=anonymized_at,
        )

        session_summary.additional_properties = d
        return session_summary

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
