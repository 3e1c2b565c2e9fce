from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.schedule_run_status import ScheduleRunStatus, check_schedule_run_status
from ..types import UNSET, Unset

T = TypeVar("T", bound="ScheduleRunRecord")


@_attrs_define
class ScheduleRunRecord:
    """One fire time of a schedule.

    Attributes:
        id (UUID): Identifier.
        schedule_id (UUID): The schedule.
        status (ScheduleRunStatus | str):
        scheduled_for (datetime.datetime): When it was to fire.
        session_id (None | UUID): Session that was started.
        error (None | str): Why none was.
        triggered_manually (bool): Whether somebody asked for it.
        created_at (datetime.datetime): When it was created.
    """

    id: UUID
    schedule_id: UUID
    status: ScheduleRunStatus | str
    scheduled_for: datetime.datetime
    session_id: None | UUID
    error: None | str
    triggered_manually: bool
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        schedule_id = str(self.schedule_id)

        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        scheduled_for = self.scheduled_for.isoformat()

        session_id: None | str
        if isinstance(self.session_id, UUID):
            session_id = str(self.session_id)
        else:
            session_id = self.session_id

        error: None | str
        error = self.error

        triggered_manually = self.triggered_manually

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "schedule_id": schedule_id,
                "status": status,
                "scheduled_for": scheduled_for,
                "session_id": session_id,
                "error": error,
                "triggered_manually": triggered_manually,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = UUID(d.pop("id"))

        schedule_id = UUID(d.pop("schedule_id"))

        def _parse_status(data: object) -> ScheduleRunStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_schedule_run_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ScheduleRunStatus | str, data)

        status = _parse_status(d.pop("status"))

        scheduled_for = datetime.datetime.fromisoformat(d.pop("scheduled_for"))

        def _parse_session_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                session_id_type_0 = UUID(data)

                return session_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        session_id = _parse_session_id(d.pop("session_id"))

        def _parse_error(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        error = _parse_error(d.pop("error"))

        triggered_manually = d.pop("triggered_manually")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        schedule_run_record = cls(
            id=id,
            schedule_id=schedule_id,
            status=status,
            scheduled_for=scheduled_for,
            session_id=session_id,
            error=error,
            triggered_manually=triggered_manually,
            created_at=created_at,
        )

        schedule_run_record.additional_properties = d
        return schedule_run_record

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
