from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cron_timing import CronTiming
    from ..models.session_request import SessionRequest


T = TypeVar("T", bound="ScheduleRecord")


@_attrs_define
class ScheduleRecord:
    """A schedule.

    Attributes:
        id (UUID): Identifier.
        name (str): Display name.
        description (None | str): In words.
        timing (CronTiming): Times of a cron expression.
        session_request (SessionRequest): What to run, and within which limits. What is not meant must be left out: two
            fields then follow the account's preferences, which no value stands for.
        paused (bool): Whether it rests.
        pause_note (None | str): Why it rests.
        repeats (int | None): Number of runs, after which it pauses.
        sessions_created (int): Sessions started so far.
        next_run_times (list[datetime.datetime]): When it fires next.
        last_run_at (datetime.datetime | None): When it fired last.
        created_at (datetime.datetime): When it was created.
        updated_at (datetime.datetime): When it was last changed.
    """

    id: UUID
    name: str
    description: None | str
    timing: CronTiming
    session_request: SessionRequest
    paused: bool
    pause_note: None | str
    repeats: int | None
    sessions_created: int
    next_run_times: list[datetime.datetime]
    last_run_at: datetime.datetime | None
    created_at: datetime.datetime
    updated_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        id = str(self.id)

        name = self.name

        description: None | str
        description = self.description

        timing = self.timing.to_dict()

        session_request = self.session_request.to_dict()

        paused = self.paused

        pause_note: None | str
        pause_note = self.pause_note

        repeats: int | None
        repeats = self.repeats

        sessions_created = self.sessions_created

        next_run_times = []
        for next_run_times_item_data in self.next_run_times:
            next_run_times_item = next_run_times_item_data.isoformat()
            next_run_times.append(next_run_times_item)

        last_run_at: None | str
        if isinstance(self.last_run_at, datetime.datetime):
            last_run_at = self.last_run_at.isoformat()
        else:
            last_run_at = self.last_run_at

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "name": name,
                "description": description,
                "timing": timing,
                "session_request": session_request,
                "paused": paused,
                "pause_note": pause_note,
                "repeats": repeats,
                "sessions_created": sessions_created,
                "next_run_times": next_run_times,
                "last_run_at": last_run_at,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        name = d.pop("name")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        timing = CronTiming.from_dict(d.pop("timing"))

        session_request = SessionRequest.from_dict(d.pop("session_request"))

        paused = d.pop("paused")

        def _parse_pause_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        pause_note = _parse_pause_note(d.pop("pause_note"))

        def _parse_repeats(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        repeats = _parse_repeats(d.pop("repeats"))

        sessions_created = d.pop("sessions_created")

        next_run_times = []
        _next_run_times = d.pop("next_run_times")
        for next_run_times_item_data in _next_run_times:
            next_run_times_item = datetime.datetime.fromisoformat(
                next_run_times_item_data
            )

            next_run_times.append(next_run_times_item)

        def _parse_last_run_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_run_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_run_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        last_run_at = _parse_last_run_at(d.pop("last_run_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        schedule_record = cls(
            id=id,
            name=name,
            description=description,
            timing=timing,
            session_request=session_request,
            paused=paused,
            pause_note=pause_note,
            repeats=repeats,
            sessions_created=sessions_created,
            next_run_times=next_run_times,
            last_run_at=last_run_at,
            created_at=created_at,
            updated_at=updated_at,
        )

        schedule_record.additional_properties = d
        return schedule_record

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
