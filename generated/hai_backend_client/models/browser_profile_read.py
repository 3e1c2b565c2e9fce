from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="BrowserProfileRead")


@_attrs_define
class BrowserProfileRead:
    """A browser profile.

    Attributes:
        id (UUID): Identifier.
        user_id (UUID): User it belongs to.
        org_id (UUID): Organization it belongs to.
        name (str): Display name.
        browser_name (str): Browser.
        browser_version (str): Version of the browser.
        created_at (datetime.datetime): When it was created.
        updated_at (datetime.datetime): When it was last changed.
        description (None | str | Unset): In words.
        s3_path (None | str | Unset): Where it is stored.
        file_size_bytes (int | None | Unset): Size in bytes.
        checksum (None | str | Unset): Checksum of the archive.
        usage_count (int | Unset): How often it was used.
        last_used_at (datetime.datetime | None | Unset): When it was last used.
        labels (JsonObject | None | Unset): Labels by name.
        is_default (bool | Unset): Whether it is the default of its browser.
    """

    id: UUID
    user_id: UUID
    org_id: UUID
    name: str
    browser_name: str
    browser_version: str
    created_at: datetime.datetime
    updated_at: datetime.datetime
    description: None | str | Unset = UNSET
    s3_path: None | str | Unset = UNSET
    file_size_bytes: int | None | Unset = UNSET
    checksum: None | str | Unset = UNSET
    usage_count: int | Unset = UNSET
    last_used_at: datetime.datetime | None | Unset = UNSET
    labels: JsonObject | None | Unset = UNSET
    is_default: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        id = str(self.id)

        user_id = str(self.user_id)

        org_id = str(self.org_id)

        name = self.name

        browser_name = self.browser_name

        browser_version = self.browser_version

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        s3_path: None | str | Unset
        if isinstance(self.s3_path, Unset):
            s3_path = UNSET
        else:
            s3_path = self.s3_path

        file_size_bytes: int | None | Unset
        if isinstance(self.file_size_bytes, Unset):
            file_size_bytes = UNSET
        else:
            file_size_bytes = self.file_size_bytes

        checksum: None | str | Unset
        if isinstance(self.checksum, Unset):
            checksum = UNSET
        else:
            checksum = self.checksum

        usage_count = self.usage_count

        last_used_at: None | str | Unset
        if isinstance(self.last_used_at, Unset):
            last_used_at = UNSET
        elif isinstance(self.last_used_at, datetime.datetime):
            last_used_at = self.last_used_at.isoformat()
        else:
            last_used_at = self.last_used_at

        labels: dict[str, Any] | None | Unset
        if isinstance(self.labels, Unset):
            labels = UNSET
        elif isinstance(self.labels, JsonObject):
            labels = self.labels.to_dict()
        else:
            labels = self.labels

        is_default = self.is_default

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "user_id": user_id,
                "org_id": org_id,
                "name": name,
                "browser_name": browser_name,
                "browser_version": browser_version,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if s3_path is not UNSET:
            field_dict["s3_path"] = s3_path
        if file_size_bytes is not UNSET:
            field_dict["file_size_bytes"] = file_size_bytes
        if checksum is not UNSET:
            field_dict["checksum"] = checksum
        if usage_count is not UNSET:
            field_dict["usage_count"] = usage_count
        if last_used_at is not UNSET:
            field_dict["last_used_at"] = last_used_at
        if labels is not UNSET:
            field_dict["labels"] = labels
        if is_default is not UNSET:
            field_dict["is_default"] = is_default

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        user_id = UUID(d.pop("user_id"))

        org_id = UUID(d.pop("org_id"))

        name = d.pop("name")

        browser_name = d.pop("browser_name")

        browser_version = d.pop("browser_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        def _parse_s3_path(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        s3_path = _parse_s3_path(d.pop("s3_path", UNSET))

        def _parse_file_size_bytes(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        file_size_bytes = _parse_file_size_bytes(d.pop("file_size_bytes", UNSET))

        def _parse_checksum(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        checksum = _parse_checksum(d.pop("checksum", UNSET))

        usage_count = d.pop("usage_count", UNSET)

        def _parse_last_used_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                last_used_at_type_0 = datetime.datetime.fromisoformat(data)

                return last_used_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        last_used_at = _parse_last_used_at(d.pop("last_used_at", UNSET))

        def _parse_labels(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                labels_type_0 = JsonObject.from_dict(data)

                return labels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        labels = _parse_labels(d.pop("labels", UNSET))

        is_default = d.pop("is_default", UNSET)

        browser_profile_read = cls(
            id=id,
            user_id=user_id,
            org_id=org_id,
            name=name,
            browser_name=browser_name,
            browser_version=browser_version,
            created_at=created_at,
            updated_at=updated_at,
            description=description,
            s3_path=s3_path,
            file_size_bytes=file_size_bytes,
            checksum=checksum,
            usage_count=usage_count,
            last_used_at=last_used_at,
            labels=labels,
            is_default=is_default,
        )

        browser_profile_read.additional_properties = d
        return browser_profile_read

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
