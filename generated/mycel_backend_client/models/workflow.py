from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="Workflow")


@_attrs_define
class Workflow:
    """The workflow of a chat.

    Attributes:
        chat_id (str): The chat.
        kind (str): What kind of workflow.
        state (str): Where it stands.
        config (JsonObject): Free-form JSON object.
        state_version (int): 0 at first, one more with each write.
        updated_by_user_id (None | str): Who wrote it last.
        created_at (float): When it was first written.
        updated_at (float): When it was last written.
    """

    chat_id: str
    kind: str
    state: str
    config: JsonObject
    state_version: int
    updated_by_user_id: None | str
    created_at: float
    updated_at: float
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        chat_id = self.chat_id

        kind = self.kind

        state = self.state

        config = self.config.to_dict()

        state_version = self.state_version

        updated_by_user_id: None | str
        updated_by_user_id = self.updated_by_user_id

        created_at = self.created_at

        updated_at = self.updated_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "chat_id": chat_id,
                "kind": kind,
                "state": state,
                "config": config,
                "state_version": state_version,
                "updated_by_user_id": updated_by_user_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        chat_id = d.pop("chat_id")

        kind = d.pop("kind")

        state = d.pop("state")

        config = JsonObject.from_dict(d.pop("config"))

        state_version = d.pop("state_version")

        def _parse_updated_by_user_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        updated_by_user_id = _parse_updated_by_user_id(d.pop("updated_by_user_id"))

        created_at = d.pop("created_at")

        updated_at = d.pop("updated_at")

        workflow = cls(
            chat_id=chat_id,
            kind=kind,
            state=state,
            config=config,
            state_version=state_version,
            updated_by_user_id=updated_by_user_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        workflow.additional_properties = d
        return workflow

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
