from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.initiate_upload_response_upload_fields import (
        InitiateUploadResponseUploadFields,
    )


T = TypeVar("T", bound="InitiateUploadResponse")


@_attrs_define
class InitiateUploadResponse:
    """Where a profile is to be uploaded.

    Attributes:
        profile_id (UUID): Identifier of the profile to be.
        upload_url (str): URL to post to.
        upload_fields (InitiateUploadResponseUploadFields): Form fields to send, before the file.
        upload_expires_in (int): Seconds until this no longer works.
    """

    profile_id: UUID
    upload_url: str
    upload_fields: InitiateUploadResponseUploadFields
    upload_expires_in: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.initiate_upload_response_upload_fields import (
            InitiateUploadResponseUploadFields,
        )

        profile_id = str(self.profile_id)

        upload_url = self.upload_url

        upload_fields = self.upload_fields.to_dict()

        upload_expires_in = self.upload_expires_in

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "profile_id": profile_id,
                "upload_url": upload_url,
                "upload_fields": upload_fields,
                "upload_expires_in": upload_expires_in,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.initiate_upload_response_upload_fields import (
            InitiateUploadResponseUploadFields,
        )

        d = dict(src_dict)
        profile_id = UUID(d.pop("profile_id"))

        upload_url = d.pop("upload_url")

        upload_fields = InitiateUploadResponseUploadFields.from_dict(
            d.pop("upload_fields")
        )

        upload_expires_in = d.pop("upload_expires_in")

        initiate_upload_response = cls(
            profile_id=profile_id,
            upload_url=upload_url,
            upload_fields=upload_fields,
            upload_expires_in=upload_expires_in,
        )

        initiate_upload_response.additional_properties = d
        return initiate_upload_response

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
