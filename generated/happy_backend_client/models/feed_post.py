from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.friend_accepted_body import FriendAcceptedBody
    from ..models.friend_request_body import FriendRequestBody
    from ..models.text_body import TextBody


T = TypeVar("T", bound="FeedPost")


@_attrs_define
class FeedPost:
    """A post of the feed.

    Attributes:
        id (str): Identifier.
        body (FriendAcceptedBody | FriendRequestBody | TextBody): What a post says.
        repeat_key (None | str): Key of a post that is sent anew instead of once more.
        cursor (str): Place in the feed, for `before` and `after`.
        created_at (int): When it was posted, in milliseconds.
    """

    id: str
    body: FriendAcceptedBody | FriendRequestBody | TextBody
    repeat_key: None | str
    cursor: str
    created_at: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.friend_accepted_body import FriendAcceptedBody
        from ..models.friend_request_body import FriendRequestBody
        from ..models.text_body import TextBody

        id = self.id

        body: dict[str, Any]
        if isinstance(self.body, FriendRequestBody) or isinstance(
            self.body, FriendAcceptedBody
        ):
            body = self.body.to_dict()
        else:
            body = self.body.to_dict()

        repeat_key: None | str
        repeat_key = self.repeat_key

        cursor = self.cursor

        created_at = self.created_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "body": body,
                "repeatKey": repeat_key,
                "cursor": cursor,
                "createdAt": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.friend_accepted_body import FriendAcceptedBody
        from ..models.friend_request_body import FriendRequestBody
        from ..models.text_body import TextBody

        d = dict(src_dict)
        id = d.pop("id")

        def _parse_body(
            data: object,
        ) -> FriendAcceptedBody | FriendRequestBody | TextBody:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_feed_body_type_0 = FriendRequestBody.from_dict(data)

                return componentsschemas_feed_body_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_feed_body_type_1 = FriendAcceptedBody.from_dict(data)

                return componentsschemas_feed_body_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            componentsschemas_feed_body_type_2 = TextBody.from_dict(data)

            return componentsschemas_feed_body_type_2

        body = _parse_body(d.pop("body"))

        def _parse_repeat_key(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        repeat_key = _parse_repeat_key(d.pop("repeatKey"))

        cursor = d.pop("cursor")

        created_at = d.pop("createdAt")

        feed_post = cls(
            id=id,
            body=body,
            repeat_key=repeat_key,
            cursor=cursor,
            created_at=created_at,
        )

        feed_post.additional_properties = d
        return feed_post

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
