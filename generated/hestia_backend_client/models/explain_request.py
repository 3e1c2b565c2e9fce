from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="ExplainRequest")


@_attrs_define
class ExplainRequest:
    """A command that is not to run.

    Attributes:
        command_type (str): `WRITE`, `STATE_MUTATION`, `CHAT` and `AGENT_RUN` are writes, `EXTERNAL` and `HTTP_CALL` are
            calls to the outside, everything else is a read. Case and space around it do not matter.
        command_input (JsonObject | Unset): Free-form JSON object.
    """

    command_type: str
    command_input: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        command_type = self.command_type

        command_input: dict[str, Any] | Unset = UNSET
        if not isinstance(self.command_input, Unset):
            command_input = self.command_input.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "command_type": command_type,
            }
        )
        if command_input is not UNSET:
            field_dict["command_input"] = command_input

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        command_type = d.pop("command_type")

        _command_input = d.pop("command_input", UNSET)
        command_input: JsonObject | Unset
        if isinstance(_command_input, Unset):
            command_input = UNSET
        else:
            command_input = JsonObject.from_dict(_command_input)

        explain_request = cls(
            command_type=command_type,
            command_input=command_input,
        )

        explain_request.additional_properties = d
        return explain_request

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
