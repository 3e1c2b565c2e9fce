from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="VersionedChatRequest")


@_attrs_define
class VersionedChatRequest:
    """A message, on the versioned routes.

    Attributes:
        message (str): What to say.
        session_id (None | str | Unset): Conversation to go on with. A new one by default.
        tenant_id (None | str | Unset): Tenant of the caller.
        mode (None | str | Unset): Mode to answer in.
        use_tools (bool | None | Unset): Whether tools may be called.
    """

    message: str
    session_id: None | str | Unset = UNSET
    tenant_id: None | str | Unset = UNSET
    mode: None | str | Unset = UNSET
    use_tools: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        message = self.message

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        tenant_id: None | str | Unset
        if isinstance(self.tenant_id, Unset):
            tenant_id = UNSET
        else:
            tenant_id = self.tenant_id

        mode: None | str | Unset
        if isinstance(self.mode, Unset):
            mode = UNSET
        else:
            mode = self.mode

        use_tools: bool | None | Unset
        if isinstance(self.use_tools, Unset):
            use_tools = UNSET
        else:
            use_tools = self.use_tools

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "message": message,
            }
        )
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if tenant_id is not UNSET:
            field_dict["tenant_id"] = tenant_id
        if mode is not UNSET:
            field_dict["mode"] = mode
        if use_tools is not UNSET:
            field_dict["use_tools"] = use_tools

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        message = d.pop("message")

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_tenant_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        tenant_id = _parse_tenant_id(d.pop("tenant_id", UNSET))

        def _parse_mode(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        mode = _parse_mode(d.pop("mode", UNSET))

        def _parse_use_tools(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        use_tools = _parse_use_tools(d.pop("use_tools", UNSET))

        versioned_chat_request = cls(
            message=message,
            session_id=session_id,
            tenant_id=tenant_id,
            mode=mode,
            use_tools=use_tools,
        )

        versioned_chat_request.additional_properties = d
        return versioned_chat_request

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
