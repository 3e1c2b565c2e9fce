from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="Task")


@_attrs_define
class Task:
    """A task of a chat. Answers spell two fields differently from requests.

    Attributes:
        id (str): Number within the chat.
        subject (str): What is to be done.
        description (str): The details.
        status (str): Where it stands; `pending`, `in_progress` and `completed` by convention.
        active_form (None | str): What to call it while it is being done.
        owner (None | str): Who does it.
        blocks (list[str]): Tasks that wait for it.
        blocked_by (list[str]): Tasks that it waits for.
        metadata (JsonObject): Free-form JSON object.
    """

    id: str
    subject: str
    description: str
    status: str
    active_form: None | str
    owner: None | str
    blocks: list[str]
    blocked_by: list[str]
    metadata: JsonObject
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = self.id

        subject = self.subject

        description = self.description

        status = self.status

        active_form: None | str
        active_form = self.active_form

        owner: None | str
        owner = self.owner

        blocks = self.blocks

        blocked_by = self.blocked_by

        metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "subject": subject,
                "description": description,
                "status": status,
                "activeForm": active_form,
                "owner": owner,
                "blocks": blocks,
                "blockedBy": blocked_by,
                "metadata": metadata,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = d.pop("id")

        subject = d.pop("subject")

        description = d.pop("description")

        status = d.pop("status")

        def _parse_active_form(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        active_form = _parse_active_form(d.pop("activeForm"))

        def _parse_owner(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        owner = _parse_owner(d.pop("owner"))

        blocks = cast(list[str], d.pop("blocks"))

        blocked_by = cast(list[str], d.pop("blockedBy"))

        metadata = JsonObject.from_dict(d.pop("metadata"))

        task = cls(
            id=id,
            subject=subject,
            description=description,
            status=status,
            active_form=active_form,
            owner=owner,
            blocks=blocks,
            blocked_by=blocked_by,
            metadata=metadata,
        )

        task.additional_properties = d
        return task

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
