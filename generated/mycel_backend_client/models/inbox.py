from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.chat_notification import ChatNotification
    from ..models.join_rejected_notification import JoinRejectedNotification
    from ..models.relationship_notification import RelationshipNotification
    from ..models.workflow_event_notification import WorkflowEventNotification


T = TypeVar("T", bound="Inbox")


@_attrs_define
class Inbox:
    """What was in the inbox. Metadata only; the messages are in the chats.

    Attributes:
        count (int): Number of notifications.
        notifications (list[ChatNotification | JoinRejectedNotification | RelationshipNotification |
            WorkflowEventNotification]): The notifications. Clients must tolerate unknown kinds.
    """

    count: int
    notifications: list[
        ChatNotification
        | JoinRejectedNotification
        | RelationshipNotification
        | WorkflowEventNotification
    ]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.chat_notification import ChatNotification
        from ..models.join_rejected_notification import JoinRejectedNotification
        from ..models.relationship_notification import RelationshipNotification
        from ..models.workflow_event_notification import WorkflowEventNotification

        count = self.count

        notifications = []
        for notifications_item_data in self.notifications:
            notifications_item: dict[str, Any]
            if (
                isinstance(notifications_item_data, ChatNotification)
                or isinstance(notifications_item_data, RelationshipNotification)
                or isinstance(notifications_item_data, JoinRejectedNotification)
            ):
                notifications_item = notifications_item_data.to_dict()
            else:
                notifications_item = notifications_item_data.to_dict()

            notifications.append(notifications_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "count": count,
                "notifications": notifications,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.chat_notification import ChatNotification
        from ..models.join_rejected_notification import JoinRejectedNotification
        from ..models.relationship_notification import RelationshipNotification
        from ..models.workflow_event_notification import WorkflowEventNotification

        d = dict(src_dict)
        count = d.pop("count")

        notifications = []
        _notifications = d.pop("notifications")
        for notifications_item_data in _notifications:

            def _parse_notifications_item(
                data: object,
            ) -> (
                ChatNotification
                | JoinRejectedNotification
                | RelationshipNotification
                | WorkflowEventNotification
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    notifications_item_type_0 = ChatNotification.from_dict(data)

                    return notifications_item_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    notifications_item_type_1 = RelationshipNotification.from_dict(data)

                    return notifications_item_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    notifications_item_type_2 = JoinRejectedNotification.from_dict(data)

                    return notifications_item_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                notifications_item_type_3 = WorkflowEventNotification.from_dict(data)

                return notifications_item_type_3

            notifications_item = _parse_notifications_item(notifications_item_data)

            notifications.append(notifications_item)

        inbox = cls(
            count=count,
            notifications=notifications,
        )

        inbox.additional_properties = d
        return inbox

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
