from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="RunContext")


@_attrs_define
class RunContext:
    """Who runs a command, and how.

    Attributes:
        session_id (None | str | Unset): Session the command belongs to.
        agent_id (None | str | Unset): Agent that is addressed.
        mode_hint (None | str | Unset): Wish of the caller, such as `fast`, `balanced` or `deep`.
    """

    session_id: None | str | Unset = UNSET
    agent_id: None | str | Unset = UNSET
    mode_hint: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        agent_id: None | str | Unset
        if isinstance(self.agent_id, Unset):
            agent_id = UNSET
        else:
            agent_id = self.agent_id

        mode_hint: None | str | Unset
        if isinstance(self.mode_hint, Unset):
            mode_hint = UNSET
        else:
            mode_hint = self.mode_hint

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if agent_id is not UNSET:
            field_dict["agent_id"] = agent_id
        if mode_hint is not UNSET:
            field_dict["mode_hint"] = mode_hint

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_agent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_id = _parse_agent_id(d.pop("agent_id", UNSET))

        def _parse_mode_hint(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mode_hint = _parse_mode_hint(d.pop("mode_hint", UNSET))

        run_context = cls(
            session_id=session_id,
            agent_id=agent_id,
            mode_hint=mode_hint,
        )

        run_context.additional_properties = d
        return run_context

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
