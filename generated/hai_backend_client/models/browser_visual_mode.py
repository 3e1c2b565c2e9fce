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

T = TypeVar("T", bound="BrowserVisualMode")


@_attrs_define
class BrowserVisualMode:
    """Pages are screenshots.

    Attributes:
        type_ (Literal['visual']):  Default: 'visual'.
        width (int | Unset): Width in pixels.
        height (int | Unset): Height in pixels.
        markdown (bool | Unset): Whether text comes along.
    """

    type_: Literal["visual"] = "visual"
    width: int | Unset = UNSET
    height: int | Unset = UNSET
    markdown: bool | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        width = self.width

        height = self.height

        markdown = self.markdown

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "type": type_,
            }
        )
        if width is not UNSET:
            field_dict["width"] = width
        if height is not UNSET:
            field_dict["height"] = height
        if markdown is not UNSET:
            field_dict["markdown"] = markdown

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = cast(Literal["visual"], d.pop("type"))
        if type_ != "visual":
            raise ValueError(f"type must match const 'visual', got '{type_}'")

        width = d.pop("width", UNSET)

        height = d.pop("height", UNSET)

        markdown = d.pop("markdown", UNSET)

        browser_visual_mode = cls(
            type_=type_,
            width=width,
            height=height,
            markdown=markdown,
        )

        browser_visual_mode.additional_properties = d
        return browser_visual_mode

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
