from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    BinaryIO,
    Literal,
    Self,
    TextIO,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.file_content import FileContent
    from ..models.skill import Skill


T = TypeVar("T", bound="UserMessageEvent")


@_attrs_define
class UserMessageEvent:
    """A message from the user.

    Attributes:
        type_ (Literal['user_message']):  Default: 'user_message'.
        message (str): Text.
        images (list[str] | Unset): Images as data URIs.
        files (list[FileContent] | Unset): Attachments: at most 10, together at most 7 MB.
        skills (list[Skill] | Unset): Skills for this message only, without files.
        caller_id (str | Unset): Who speaks.
    """

    message: str
    type_: Literal["user_message"] = "user_message"
    images: list[str] | Unset = UNSET
    files: list[FileContent] | Unset = UNSET
    skills: list[Skill] | Unset = UNSET
    caller_id: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.file_content import FileContent
        from ..models.skill import Skill

        type_ = self.type_

        message = self.message

        images: list[str] | Unset = UNSET
        if not isinstance(self.images, Unset):
            images = self.images

        files: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = []
            for files_item_data in self.files:
                files_item = files_item_data.to_dict()
                files.append(files_item)

        skills: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.skills, Unset):
            skills = []
            for skills_item_data in self.skills:
                skills_item = skills_item_data.to_dict()
                skills.append(skills_item)

        caller_id = self.caller_id

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
                "message": message,
            }
        )
        if images is not UNSET:
            field_dict["images"] = images
        if files is not UNSET:
            field_dict["files"] = files
        if skills is not UNSET:
            field_dict["skills"] = skills
        if caller_id is not UNSET:
            field_dict["caller_id"] = caller_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.file_content import FileContent
        from ..models.skill import Skill

        d = dict(src_dict)
        type_ = cast(Literal["user_message"], d.pop("type"))
        if type_ != "user_message":
            raise ValueError(f"type must match const 'user_message', got '{type_}'")

        message = d.pop("message")

        images = cast(list[str], d.pop("images", UNSET))

        _files = d.pop("files", UNSET)
        files: list[FileContent] | Unset = UNSET
        if _files is not UNSET:
            files = []
            for files_item_data in _files:
                files_item = FileContent.from_dict(files_item_data)

                files.append(files_item)

        _skills = d.pop("skills", UNSET)
        skills: list[Skill] | Unset = UNSET
        if _skills is not UNSET:
            skills = []
            for skills_item_data in _skills:
                skills_item = Skill.from_dict(skills_item_data)

                skills.append(skills_item)

        caller_id = d.pop("caller_id", UNSET)

        user_message_event = cls(
            type_=type_,
            message=message,
            images=images,
            files=files,
            skills=skills,
            caller_id=caller_id,
        )

        user_message_event.additional_properties = d
        return user_message_event

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
