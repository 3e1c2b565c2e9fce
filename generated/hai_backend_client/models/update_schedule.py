from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.cron_timing import CronTiming
    from ..models.session_request import SessionRequest


T = TypeVar("T", bound="UpdateSchedule")


@_attrs_define
class UpdateSchedule:
    """Changes of a schedule.

    Attributes:
        name (str | Unset): Display name.
        description (None | str | Unset): In words.
        timing (CronTiming | Unset): Times of a cron expression.
        session_request (SessionRequest | Unset): What to run, and within which limits. What is not meant must be left
            out: two fields then follow the account's preferences, which no value stands for.
        repeats (int | None | Unset): Number of runs, after which it pauses; null is no end.
    """

    name: str | Unset = UNSET
    description: None | str | Unset = UNSET
    timing: CronTiming | Unset = UNSET
    session_request: SessionRequest | Unset = UNSET
    repeats: int | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        timing: dict[str, Any] | Unset = UNSET
        if not isinstance(self.timing, Unset):
            timing = self.timing.to_dict()

        session_request: dict[str, Any] | Unset = UNSET
        if not isinstance(self.session_request, Unset):
            session_request = self.session_request.to_dict()

        repeats: int | None | Unset
        if isinstance(self.repeats, Unset):
            repeats = UNSET
        else:
            repeats = self.repeats

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if description is not UNSET:
            field_dict["description"] = description
        if timing is not UNSET:
            field_dict["timing"] = timing
        if session_request is not UNSET:
            field_dict["session_request"] = session_request
        if repeats is not UNSET:
            field_dict["repeats"] = repeats

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cron_timing import CronTiming
        from ..models.session_request import SessionRequest

        d = dict(src_dict)
        name = d.pop("name", UNSET)

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        _timing = d.pop("timing", UNSET)
        timing: CronTiming | Unset
        if isinstance(_timing, Unset):
            timing = UNSET
        else:
            timing = CronTiming.from_dict(_timing)

        _session_request = d.pop("session_request", UNSET)
        session_request: SessionRequest | Unset
        if isinstance(_session_request, Unset):
            session_request = UNSET
        else:
            session_request = SessionRequest.from_dict(_session_request)

        def _parse_repeats(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        repeats = _parse_repeats(d.pop("repeats", UNSET))

        update_schedule = cls(
            name=name,
            description=description,
            timing=timing,
            session_request=session_request,
            repeats=repeats,
        )

        update_schedule.additional_properties = d
        return update_schedule

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
