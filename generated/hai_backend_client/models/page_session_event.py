from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.active_state_change_event import ActiveStateChangeEvent
    from ..models.agent_completion_event import AgentCompletionEvent
    from ..models.agent_error_event import AgentErrorEvent
    from ..models.agent_event import AgentEvent
    from ..models.agent_run_status_change_event import AgentRunStatusChangeEvent
    from ..models.agent_started_event import AgentStartedEvent
    from ..models.attachment_event import AttachmentEvent
    from ..models.file_transfer_event import FileTransferEvent
    from ..models.live_view_url_event import LiveViewUrlEvent
    from ..models.metrics_update_event import MetricsUpdateEvent
    from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
    from ..models.request_start_event import RequestStartEvent
    from ..models.runner_session_event import RunnerSessionEvent
    from ..models.trajectory_event import TrajectoryEvent


T = TypeVar("T", bound="PageSessionEvent")


@_attrs_define
class PageSessionEvent:
    """A page of events.

    Attributes:
        items (list[ActiveStateChangeEvent | AgentCompletionEvent | AgentErrorEvent | AgentEvent |
            AgentRunStatusChangeEvent | AgentStartedEvent | AttachmentEvent | FileTransferEvent | LiveViewUrlEvent |
            MetricsUpdateEvent | RequestStartDispatchedEvent | RequestStartEvent | RunnerSessionEvent | TrajectoryEvent]):
        total (int): Number of all matches.
        page (int): Number of this page.
    """

    items: list[
        ActiveStateChangeEvent
        | AgentCompletionEvent
        | AgentErrorEvent
        | AgentEvent
        | AgentRunStatusChangeEvent
        | AgentStartedEvent
        | AttachmentEvent
        | FileTransferEvent
        | LiveViewUrlEvent
        | MetricsUpdateEvent
        | RequestStartDispatchedEvent
        | RequestStartEvent
        | RunnerSessionEvent
        | TrajectoryEvent
    ]
    total: int
    page: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.active_state_change_event import ActiveStateChangeEvent
        from ..models.agent_completion_event import AgentCompletionEvent
        from ..models.agent_error_event import AgentErrorEvent
        from ..models.agent_event import AgentEvent
        from ..models.agent_run_status_change_event import AgentRunStatusChangeEvent
        from ..models.agent_started_event import AgentStartedEvent
        from ..models.attachment_event import AttachmentEvent
        from ..models.file_transfer_event import FileTransferEvent
        from ..models.live_view_url_event import LiveViewUrlEvent
        from ..models.metrics_update_event import MetricsUpdateEvent
        from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
        from ..models.request_start_event import RequestStartEvent
        from ..models.runner_session_event import RunnerSessionEvent
        from ..models.trajectory_event import TrajectoryEvent

        items = []
        for items_item_data in self.items:
            items_item: dict[str, Any]
            if (
                isinstance(items_item_data, AgentStartedEvent)
                or isinstance(items_item_data, AgentCompletionEvent)
                or isinstance(items_item_data, AgentErrorEvent)
                or isinstance(items_item_data, AgentRunStatusChangeEvent)
                or isinstance(items_item_data, ActiveStateChangeEvent)
                or isinstance(items_item_data, LiveViewUrlEvent)
                or isinstance(items_item_data, RequestStartEvent)
                or isinstance(items_item_data, RequestStartDispatchedEvent)
                or isinstance(items_item_data, MetricsUpdateEvent)
                or isinstance(items_item_data, FileTransferEvent)
                or isinstance(items_item_data, AttachmentEvent)
                or isinstance(items_item_data, RunnerSessionEvent)
                or isinstance(items_item_data, AgentEvent)
            ):
                items_item = items_item_data.to_dict()
            else:
                items_item = items_item_data.to_dict()

            items.append(items_item)

        total = self.total

        page = self.page

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "items": items,
                "total": total,
                "page": page,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.active_state_change_event import ActiveStateChangeEvent
        from ..models.agent_completion_event import AgentCompletionEvent
        from ..models.agent_error_event import AgentErrorEvent
        from ..models.agent_event import AgentEvent
        from ..models.agent_run_status_change_event import AgentRunStatusChangeEvent
        from ..models.agent_started_event import AgentStartedEvent
        from ..models.attachment_event import AttachmentEvent
        from ..models.file_transfer_event import FileTransferEvent
        from ..models.live_view_url_event import LiveViewUrlEvent
        from ..models.metrics_update_event import MetricsUpdateEvent
        from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
        from ..models.request_start_event import RequestStartEvent
        from ..models.runner_session_event import RunnerSessionEvent
        from ..models.trajectory_event import TrajectoryEvent

        d = dict(src_dict)
        items = []
        _items = d.pop("items")
        for items_item_data in _items:

            def _parse_items_item(
                data: object,
            ) -> (
                ActiveStateChangeEvent
                | AgentCompletionEvent
                | AgentErrorEvent
                | AgentEvent
                | AgentRunStatusChangeEvent
                | AgentStartedEvent
                | AttachmentEvent
                | FileTransferEvent
                | LiveViewUrlEvent
                | MetricsUpdateEvent
                | RequestStartDispatchedEvent
                | RequestStartEvent
                | RunnerSessionEvent
                | TrajectoryEvent
            ):
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_0 = (
                        AgentStartedEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_1 = (
                        AgentCompletionEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_2 = (
                        AgentErrorEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_3 = (
                        AgentRunStatusChangeEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_3
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_4 = (
                        ActiveStateChangeEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_4
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_5 = (
                        LiveViewUrlEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_5
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_6 = (
                        RequestStartEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_6
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_7 = (
                        RequestStartDispatchedEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_7
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_8 = (
                        MetricsUpdateEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_8
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_9 = (
                        FileTransferEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_9
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_10 = (
                        AttachmentEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_10
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_11 = (
                        RunnerSessionEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_11
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_session_event_type_0_type_12 = (
                        AgentEvent.from_dict(data)
                    )

                    return componentsschemas_session_event_type_0_type_12
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_session_event_type_1 = TrajectoryEvent.from_dict(data)

                return componentsschemas_session_event_type_1

            items_item = _parse_items_item(items_item_data)

            items.append(items_item)

        total = d.pop("total")

        page = d.pop("page")

        page_session_event = cls(
            items=items,
            total=total,
            page=page,
        )

        page_session_event.additional_properties = d
        return page_session_event

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
