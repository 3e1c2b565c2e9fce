from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cron_timing import CronTiming
    from ..models.session_request import SessionRequest


T = TypeVar("T", bound="CreateSchedule")


@_attrs_define
class CreateSchedule:
    """A schedule to create.

    Attributes:
        name (str): Display name.
        timing (CronTiming): Times of a cron expression.
        session_request (SessionRequest): What to run, and within which limits. What is not meant must be left out: two
            fields then follow the account's preferences, which no value stands for.
        description (None | str | Unset): In words.
        repeats (int | None | Unset): Number of runs, after which it pauses; null is no end.
    """

    name: str
    timing: CronTiming
    session_request: SessionRequest
    description: None | str | Unset = UNSET
    repeats: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        name = self.name

        timing = self.timing.to_dict()

        session_request = self.session_request.to_dict()

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        repeats: int | None | Unset
        if isinstance(self.repeats, Unset):
            repeats = UNSET
        else:
            repeats = self.repeats

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "timing": timing,
                "session_request": session_request,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if repeats is not UNSET:
            field_dict["repeats"] = repeats

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        d = dict(src_dict)
        name = d.pop("name")

        timing = CronTiming.from_dict(d.pop("timing"))

        session_request = SessionRequest.from_dict(d.pop("session_request"))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_repeats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        repeats = _parse_repeats(d.pop("repeats", UNSET))

        create_schedule = cls(
            name=name,
            timing=timing,
            session_request=session_request,
            description=description,
            repeats=repeats,
        )

        create_schedule.additional_properties = d
        return create_schedule

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
