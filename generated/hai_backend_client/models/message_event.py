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
    from ..models.image_content import ImageContent


T = TypeVar("T", bound="MessageEvent")


@_attrs_define
class MessageEvent:
    """A message to or from the agent.

    Attributes:
        kind (Literal['message_event']):  Default: 'message_event'.
        caller_id (str): Who speaks.
        content (list[ImageContent | str] | Unset): Text and images.
    """

    caller_id: str
    kind: Literal["message_event"] = "message_event"
    content: list[ImageContent | str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.image_content import ImageContent

        kind = self.kind

        caller_id = self.caller_id

        content: list[dict[str, Any] | str] | Unset = UNSET
        if not isinstance(self.content, Unset):
            content = []
            for content_item_data in self.content:
                content_item: dict[str, Any] | str
                if isinstance(content_item_data, ImageContent):
                    content_item = content_item_data.to_dict()
                else:
                    content_item = content_item_data
                content.append(content_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "caller_id": caller_id,
            }
        )
        if content is not UNSET:
            field_dict["content"] = content

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.image_content import ImageContent

        d = dict(src_dict)
        kind = cast(Literal["message_event"], d.pop("kind"))
        if kind != "message_event":
            raise ValueError(f"kind must match const 'message_event', got '{kind}'")

        caller_id = d.pop("caller_id")

        _content = d.pop("content", UNSET)
        content: list[ImageContent | str] | Unset = UNSET
        if _content is not UNSET:
            content = []
            for content_item_data in _content:

                def _parse_content_item(data: object) -> ImageContent | str:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        content_item_type_1 = ImageContent.from_dict(data)

                        return content_item_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    return cast(ImageContent | str, data)

                content_item = _parse_content_item(content_item_data)

                content.append(content_item)

        message_event = cls(
            kind=kind,
            caller_id=caller_id,
            content=content,
        )

        message_event.additional_properties = d
        return message_event

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
