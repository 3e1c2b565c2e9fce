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
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="ObservationEvent")


@_attrs_define
class ObservationEvent:
    """What the agent saw.

    Attributes:
        kind (Literal['observation_event']):  Default: 'observation_event'.
        type_ (None | str | Unset): Environment, such as `web`.
        text (None | str | Unset): As text.
        image (ImageContent | None | Unset): As an image.
        metadata (JsonObject | Unset): Free-form JSON object.
    """

    kind: Literal["observation_event"] = "observation_event"
    type_: None | str | Unset = UNSET
    text: None | str | Unset = UNSET
    image: ImageContent | None | Unset = UNSET
    metadata: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.image_content import ImageContent
        from ..models.json_object import JsonObject

        kind = self.kind

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        text: None | str | Unset
        if isinstance(self.text, Unset):
            text = UNSET
        else:
            text = self.text

        image: dict[str, Any] | None | Unset
        if isinstance(self.image, Unset):
            image = UNSET
        elif isinstance(self.image, ImageContent):
            image = self.image.to_dict()
        else:
            image = self.image

        metadata: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metadata, Unset):
            metadata = self.metadata.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
            }
        )
        if type_ is not UNSET:
            field_dict["type"] = type_
        if text is not UNSET:
            field_dict["text"] = text
        if image is not UNSET:
            field_dict["image"] = image
        if metadata is not UNSET:
            field_dict["metadata"] = metadata

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.image_content import ImageContent
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        kind = cast(Literal["observation_event"], d.pop("kind"))
        if kind != "observation_event":
            raise ValueError(f"kind must match const 'observation_event', got '{kind}'")

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        def _parse_text(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        text = _parse_text(d.pop("text", UNSET))

        def _parse_image(data: object) -> ImageContent | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                image_type_0 = ImageContent.from_dict(data)

                return image_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ImageContent | None | Unset, data)

        image = _parse_image(d.pop("image", UNSET))

        _metadata = d.pop("metadata", UNSET)
        metadata: JsonObject | Unset
        if isinstance(_metadata, Unset):
            metadata = UNSET
        else:
            metadata = JsonObject.from_dict(_metadata)

        observation_event = cls(
            kind=kind,
            type_=type_,
            text=text,
            image=image,
            metadata=metadata,
        )

        observation_event.additional_properties = d
        return observation_event

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
