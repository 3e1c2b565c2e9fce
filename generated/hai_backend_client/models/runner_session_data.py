from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.environment_kind import EnvironmentKind, check_environment_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="RunnerSessionData")


@_attrs_define
class RunnerSessionData:
    """An environment of the session.

    Attributes:
        runner_session_id (str): Identifier of the environment's own session.
        kind (EnvironmentKind | None | str | Unset):
    """

    runner_session_id: str
    kind: EnvironmentKind | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        runner_session_id = self.runner_session_id

        kind: None | str | Unset
        if isinstance(self.kind, Unset):
            kind = UNSET
        elif isinstance(self.kind, str):
            kind = self.kind
        else:
            kind = self.kind

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "runner_session_id": runner_session_id,
            }
        )
        if kind is not UNSET:
            field_dict["kind"] = kind

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        runner_session_id = d.pop("runner_session_id")

        def _parse_kind(data: object) -> EnvironmentKind | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                kind_type_0 = check_environment_kind(data)

                return kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EnvironmentKind | None | str | Unset, data)

        kind = _parse_kind(d.pop("kind", UNSET))

        runner_session_data = cls(
            runner_session_id=runner_session_id,
            kind=kind,
        )

        runner_session_data.additional_properties = d
        return runner_session_data

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
