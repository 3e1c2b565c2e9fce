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

T = TypeVar("T", bound="Android")


@_attrs_define
class Android:
    """An Android phone.

    Attributes:
        id (str): Identifier.
        kind (Literal['android']):  Default: 'android'.
        session_id (None | str | Unset): Phone to attach to.
        image (None | str | Unset): System image.
        lazy (bool | Unset): Whether it starts at its first use.
    """

    id: str
    kind: Literal["android"] = "android"
    session_id: None | str | Unset = UNSET
    image: None | str | Unset = UNSET
    lazy: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        session_id: None | str | Unset
        if isinstance(self.session_id, Unset):
            session_id = UNSET
        else:
            session_id = self.session_id

        image: None | str | Unset
        if isinstance(self.image, Unset):
            image = UNSET
        else:
            image = self.image

        lazy = self.lazy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
            }
        )
        if session_id is not UNSET:
            field_dict["session_id"] = session_id
        if image is not UNSET:
            field_dict["image"] = image
        if lazy is not UNSET:
            field_dict["lazy"] = lazy

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        kind = cast(Literal["android"], d.pop("kind"))
        if kind != "android":
            raise ValueError(f"kind must match const 'android', got '{kind}'")

        def _parse_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        session_id = _parse_session_id(d.pop("session_id", UNSET))

        def _parse_image(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        image = _parse_image(d.pop("image", UNSET))

        lazy = d.pop("lazy", UNSET)

        android = cls(
            id=id,
            kind=kind,
            session_id=session_id,
            image=image,
            lazy=lazy,
        )

        android.additional_properties = d
        return android

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
