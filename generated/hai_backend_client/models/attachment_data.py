from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attachment_origin import AttachmentOrigin, check_attachment_origin
from ..types import UNSET, Unset

T = TypeVar("T", bound="AttachmentData")


@_attrs_define
class AttachmentData:
    """A file attached to a conversation.

    Attributes:
        origin (AttachmentOrigin | str):
        name (str): File name.
        path (str): Path on the session's machine.
        media_type (str): Media type.
        size_bytes (int): Size in bytes.
        url (str): Where to download it.
    """

    origin: AttachmentOrigin | str
    name: str
    path: str
    media_type: str
    size_bytes: int
    url: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        origin: str
        if isinstance(self.origin, str):
            origin = self.origin
        else:
            origin = self.origin

        name = self.name

        path = self.path

        media_type = self.media_type

        size_bytes = self.size_bytes

        url = self.url

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "origin": origin,
                "name": name,
                "path": path,
                "media_type": media_type,
                "size_bytes": size_bytes,
                "url": url,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_origin(data: object) -> AttachmentOrigin | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                origin_type_0 = check_attachment_origin(data)

                return origin_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AttachmentOrigin | str, data)

        origin = _parse_origin(d.pop("origin"))

        name = d.pop("name")

        path = d.pop("path")

        media_type = d.pop("media_type")

        size_bytes = d.pop("size_bytes")

        url = d.pop("url")

        attachment_data = cls(
            origin=origin,
            name=name,
            path=path,
            media_type=media_type,
            size_bytes=size_bytes,
            url=url,
        )

        attachment_data.additional_properties = d
        return attachment_data

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
