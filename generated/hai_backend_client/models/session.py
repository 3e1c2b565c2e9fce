from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_request import SessionRequest
    from ..models.session_status import SessionStatus


T = TypeVar("T", bound="Session")


@_attrs_define
class Session:
    """A session.

    Attributes:
        id (UUID): Identifier.
        request (SessionRequest): What to run, and within which limits. What is not meant must be left out: two fields
            then follow the account's preferences, which no value stands for.
        status (SessionStatus): Live state of a session.
        created_at (datetime.datetime): When it was created.
        agent_revision (int | None | Unset): Revision of the registered agent; null for an inline one.
        agent_view_url (None | str | Unset): Page for watching and replaying.
        latest_answer (Any | Unset): Last final answer, text or object; null before the first.
        started_at (datetime.datetime | None | Unset): When it was launched.
        finished_at (datetime.datetime | None | Unset): When it ended.
    """

    id: UUID
    request: SessionRequest
    status: SessionStatus
    created_at: datetime.datetime
    agent_revision: int | None | Unset = UNSET
    agent_view_url: None | str | Unset = UNSET
    latest_answer: Any | Unset = UNSET
    started_at: datetime.datetime | None | Unset = UNSET
    finished_at: datetime.datetime | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.session_request import SessionRequest
        from ..models.session_status import SessionStatus

        id = str(self.id)

        request = self.request.to_dict()

        status = self.status.to_dict()

        created_at = self.created_at.isoformat()

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

        latest_answer = self.latest_answer

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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "request": request,
                "status": status,
                "created_at": created_at,
            }
        )
        if agent_revision is not UNSET:
            field_dict["agent_revision"] = agent_revision
        if agent_view_url is not UNSET:
            field_dict["agent_view_url"] = agent_view_url
        if latest_answer is not UNSET:
            field_dict["latest_answer"] = latest_answer
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if finished_at is not UNSET:
            field_dict["finished_at"] = finished_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_request import SessionRequest
        from ..models.session_status import SessionStatus

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        request = SessionRequest.from_dict(d.pop("request"))

        status = SessionStatus.from_dict(d.pop("status"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

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

        latest_answer = d.pop("latest_answer", UNSET)

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

        session = cls(
            id=id,
            request=request,
            status=status,
            created_at=created_at,
            agent_revision=agent_revision,
            agent_view_url=agent_view_url,
            latest_answer=latest_answer,
            started_at=started_at,
            finished_at=finished_at,
        )

        session.additional_properties = d
        return session

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
