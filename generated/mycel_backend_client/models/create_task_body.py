from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="CreateTaskBody")


@_attrs_define
class CreateTaskBody:
    """The task to be.

    Attributes:
        subject (str): What is to be done.
        description (str): The details.
        status (str | Unset): Where it stands.
        active_form (None | str | Unset): What to call it while it is being done.
        owner (None | str | Unset): Who does it.
        blocks (list[str] | Unset): Tasks that wait for it.
        blocked_by (list[str] | Unset): Tasks that it waits for.
        metadata (JsonObject | Unset): Free-form JSON object.
    """

    subject: str
    description: str
    status: str | Unset = UNSET
    active_form: None | str | Unset = UNSET
    owner: None | str | Unset = UNSET
    blocks: list[str] | Unset = UNSET
    blocked_by: list[str] | Unset = UNSET
    metadata: JsonObject | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        subject = self.subject

        description = self.description

        status = self.status

        active_form: None | str | Unset
        if isinstance(self.active_form, Unset):
            active_form = UNSET
        else:
            active_form = self.active_form

        owner: None | str | Unset
        if isinstance(self.owner, Unset):
            owner = UNSET
        else:
            owner = self.owner

        blocks: list[str] | Unset = UNSET
        if not isinstance(self.blocks, Unset):
            blocks = self.blocks

        blocked_by: list[str] | Unset = UNSET
        if not isinstance(self.blocked_by, Unset):
            blocked_by = self.blocked_by

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "subject": subject,
                "description": description,
            }
        )
        if status is not UNSET:
            field_dict["status"] = status
        if active_form is not UNSET:
            field_dict["active_form"] = active_form
        if owner is not UNSET:
            field_dict["owner"] = owner
        if blocks is not UNSET:
            field_dict["blocks"] = blocks
        if blocked_by is not UNSET:
            field_dict["blocked_by"] = blocked_by
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        subject = d.pop("subject")

        description = d.pop("description")

        status = d.pop("status", UNSET)

        def _parse_active_form(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        active_form = _parse_active_form(d.pop("active_form", UNSET))

        def _parse_owner(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        owner = _parse_owner(d.pop("owner", UNSET))

        blocks = cast(list[str], d.pop("blocks", UNSET))

        blocked_by = cast(list[str], d.pop("blocked_by", UNSET))

        _metadata = d.pop("metadata", UNSET)
        metadata: JsonObject | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = JsonObject.from_dict(_metadata)

        create_task_body = cls(
            subject=subject,
            description=description,
            status=status,
            active_form=active_form,
            owner=owner,
            blocks=blocks,
            blocked_by=blocked_by,
            metadata=metadata,
        )

        return create_task_body
