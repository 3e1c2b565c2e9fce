from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.attachment_upload_target_method import (
    AttachmentUploadTargetMethod,
    check_attachment_upload_target_method,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.attachment_upload_target_form_fields import (
        AttachmentUploadTargetFormFields,
    )


T = TypeVar("T", bound="AttachmentUploadTarget")


@_attrs_define
class AttachmentUploadTarget:
    """Where to put the bytes.

    Attributes:
        ref (str): Reference to use in messages and to download it again.
        upload_url (str): Where to send the bytes.
        method (AttachmentUploadTargetMethod): PUT the bytes as they are, or POST a form with them.
        form_fields (AttachmentUploadTargetFormFields | Unset): Fields that the form must have.
    """

    ref: str
    upload_url: str
    method: AttachmentUploadTargetMethod
    form_fields: AttachmentUploadTargetFormFields | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.attachment_upload_target_form_fields import (
            AttachmentUploadTargetFormFields,
        )

        ref = self.ref

        upload_url = self.upload_url

        method: str = self.method

        form_fields: dict[str, Any] | Unset = UNSET
        if not isinstance(self.form_fields, Unset):
            form_fields = self.form_fields.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "ref": ref,
                "uploadUrl": upload_url,
                "method": method,
            }
        )
        if form_fields is not UNSET:
            field_dict["formFields"] = form_fields

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attachment_upload_target_form_fields import (
            AttachmentUploadTargetFormFields,
        )

        d = dict(src_dict)
        ref = d.pop("ref")

        upload_url = d.pop("uploadUrl")

        method = check_attachment_upload_target_method(d.pop("method"))

        _form_fields = d.pop("formFields", UNSET)
        form_fields: AttachmentUploadTargetFormFields | Unset
        if isinstance(_form_fields, Unset):
            form_fields = UNSET
        else:
            form_fields = AttachmentUploadTargetFormFields.from_dict(_form_fields)

        attachment_upload_target = cls(
            ref=ref,
            upload_url=upload_url,
            method=method,
            form_fields=form_fields,
        )

        attachment_upload_target.additional_properties = d
        return attachment_upload_target

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
