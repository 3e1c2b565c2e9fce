from __future__ import annotations

import datetime
from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answer_outcome import AnswerOutcome, check_answer_outcome
from ..models.session_error_code import SessionErrorCode, check_session_error_code
from ..models.trajectory_status import TrajectoryStatus, check_trajectory_status
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
    from ..models.json_object import JsonObject
    from ..models.live_view_url_event import LiveViewUrlEvent
    from ..models.metrics import Metrics
    from ..models.metrics_update_event import MetricsUpdateEvent
    from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
    from ..models.request_start_event import RequestStartEvent
    from ..models.runner_session_event import RunnerSessionEvent
    from ..models.tool_request import ToolRequest
    from ..models.trajectory_event import TrajectoryEvent


T = TypeVar("T", bound="SessionChanges")


@_attrs_define
class SessionChanges:
    """What happened since an index, and the state of the session. Answer and outcome are those of the session, whatever
    the index.

        Attributes:
            status (str | TrajectoryStatus):
            started_at (datetime.datetime | None | Unset): When it was launched.
            finished_at (datetime.datetime | None | Unset): When it ended.
            error (None | str | Unset): What went wrong.
            error_code (None | SessionErrorCode | str | Unset): Set when the session failed or timed out.
            new_events (list[ActiveStateChangeEvent | AgentCompletionEvent | AgentErrorEvent | AgentEvent |
                AgentRunStatusChangeEvent | AgentStartedEvent | AttachmentEvent | FileTransferEvent | LiveViewUrlEvent |
                MetricsUpdateEvent | RequestStartDispatchedEvent | RequestStartEvent | RunnerSessionEvent | TrajectoryEvent] |
                Unset): Events in the order of the log.
            first_index (int | None | Unset): Index of the first event here, if older ones are no longer kept. The next
                index is this one plus the number of events.
            answer (JsonObject | None | str | Unset): Latest answer of the session.
            outcome (AnswerOutcome | None | str | Unset): Comes with the answer.
            metrics (Metrics | Unset): Usage so far, in steps and US dollars.
            pending_tool_calls (list[ToolRequest] | Unset): Calls the agent waits for.
    """

    status: str | TrajectoryStatus
    started_at: datetime.datetime | None | Unset = UNSET
    finished_at: datetime.datetime | None | Unset = UNSET
    error: None | str | Unset = UNSET
    error_code: None | SessionErrorCode | str | Unset = UNSET
    new_events: (
        list[
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
        | Unset
    ) = UNSET
    first_index: int | None | Unset = UNSET
    answer: JsonObject | None | str | Unset = UNSET
    outcome: AnswerOutcome | None | str | Unset = UNSET
    metrics: Metrics | Unset = UNSET
    pending_tool_calls: list[ToolRequest] | Unset = UNSET
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
        from ..models.json_object import JsonObject
        from ..models.live_view_url_event import LiveViewUrlEvent
        from ..models.metrics import Metrics
        from ..models.metrics_update_event import MetricsUpdateEvent
        from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
        from ..models.request_start_event import RequestStartEvent
        from ..models.runner_session_event import RunnerSessionEvent
        from ..models.tool_request import ToolRequest
        from ..models.trajectory_event import TrajectoryEvent

        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        started_at: None | str | Unset
        if isinstance(self.started_at, Unset):
            started_at = UNSET
        elif isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str | Unset
        if isinstance(self.finished_at, Unset):
            finished_at = UNSET
        elif isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        error: None | str | Unset
        if isinstance(self.error, Unset):
            error = UNSET
        else:
            error = self.error

        error_code: None | str | Unset
        if isinstance(self.error_code, Unset):
            error_code = UNSET
        elif isinstance(self.error_code, str):
            error_code = self.error_code
        else:
            error_code = self.error_code

        new_events: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.new_events, Unset):
            new_events = []
            for new_events_item_data in self.new_events:
                new_events_item: dict[str, Any]
                if (
                    isinstance(new_events_item_data, AgentStartedEvent)
                    or isinstance(new_events_item_data, AgentCompletionEvent)
                    or isinstance(new_events_item_data, AgentErrorEvent)
                    or isinstance(new_events_item_data, AgentRunStatusChangeEvent)
                    or isinstance(new_events_item_data, ActiveStateChangeEvent)
                    or isinstance(new_events_item_data, LiveViewUrlEvent)
                    or isinstance(new_events_item_data, RequestStartEvent)
                    or isinstance(new_events_item_data, RequestStartDispatchedEvent)
                    or isinstance(new_events_item_data, MetricsUpdateEvent)
                    or isinstance(new_events_item_data, FileTransferEvent)
                    or isinstance(new_events_item_data, AttachmentEvent)
                    or isinstance(new_events_item_data, RunnerSessionEvent)
                    or isinstance(new_events_item_data, AgentEvent)
                ):
                    new_events_item = new_events_item_data.to_dict()
                else:
                    new_events_item = new_events_item_data.to_dict()

                new_events.append(new_events_item)

        first_index: int | None | Unset
        if isinstance(self.first_index, Unset):
            first_index = UNSET
        else:
            first_index = self.first_index

        answer: dict[str, Any] | None | str | Unset
        if isinstance(self.answer, Unset):
            answer = UNSET
        elif isinstance(self.answer, JsonObject):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        outcome: None | str | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, str):
            outcome = self.outcome
        else:
            outcome = self.outcome

        metrics: dict[str, Any] | Unset = UNSET
        if not isinstance(self.metrics, Unset):
            metrics = self.metrics.to_dict()

        pending_tool_calls: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.pending_tool_calls, Unset):
            pending_tool_calls = []
            for pending_tool_calls_item_data in self.pending_tool_calls:
                pending_tool_calls_item = pending_tool_calls_item_data.to_dict()
                pending_tool_calls.append(pending_tool_calls_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
            }
        )
        if started_at is not UNSET:
            field_dict["started_at"] = started_at
        if finished_at is not UNSET:
            field_dict["finished_at"] = finished_at
        if error is not UNSET:
            field_dict["error"] = error
        if error_code is not UNSET:
            field_dict["error_code"] = error_code
        if new_events is not UNSET:
            field_dict["new_events"] = new_events
        if first_index is not UNSET:
            field_dict["first_index"] = first_index
        if answer is not UNSET:
            field_dict["answer"] = answer
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if metrics is not UNSET:
            field_dict["metrics"] = metrics
        if pending_tool_calls is not UNSET:
            field_dict["pending_tool_calls"] = pending_tool_calls

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
        from ..models.json_object import JsonObject
        from ..models.live_view_url_event import LiveViewUrlEvent
        from ..models.metrics import Metrics
        from ..models.metrics_update_event import MetricsUpdateEvent
        from ..models.request_start_dispatched_event import RequestStartDispatchedEvent
        from ..models.request_start_event import RequestStartEvent
        from ..models.runner_session_event import RunnerSessionEvent
        from ..models.tool_request import ToolRequest
        from ..models.trajectory_event import TrajectoryEvent

        d = dict(src_dict)

        def _parse_status(data: object) -> str | TrajectoryStatus:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_trajectory_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(str | TrajectoryStatus, data)

        status = _parse_status(d.pop("status"))

        def _parse_started_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        started_at = _parse_started_at(d.pop("started_at", UNSET))

        def _parse_finished_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        finished_at = _parse_finished_at(d.pop("finished_at", UNSET))

        def _parse_error(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        error = _parse_error(d.pop("error", UNSET))

        def _parse_error_code(data: object) -> None | SessionErrorCode | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                error_code_type_0 = check_session_error_code(data)

                return error_code_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SessionErrorCode | str | Unset, data)

        error_code = _parse_error_code(d.pop("error_code", UNSET))

        _new_events = d.pop("new_events", UNSET)
        new_events: (
            list[
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
            | Unset
        ) = UNSET
        if _new_events is not UNSET:
            new_events = []
            for new_events_item_data in _new_events:

                def _parse_new_events_item(
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
                    componentsschemas_session_event_type_1 = TrajectoryEvent.from_dict(
                        data
                    )

                    return componentsschemas_session_event_type_1

                new_events_item = _parse_new_events_item(new_events_item_data)

                new_events.append(new_events_item)

        def _parse_first_index(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_index = _parse_first_index(d.pop("first_index", UNSET))

        def _parse_answer(data: object) -> JsonObject | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_1 = JsonObject.from_dict(data)

                return answer_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | str | Unset, data)

        answer = _parse_answer(d.pop("answer", UNSET))

        def _parse_outcome(data: object) -> AnswerOutcome | None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                outcome_type_0 = check_answer_outcome(data)

                return outcome_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AnswerOutcome | None | str | Unset, data)

        outcome = _parse_outcome(d.pop("outcome", UNSET))

        _metrics = d.pop("metrics", UNSET)
        metrics: Metrics | Unset
        if isinstance(_metrics, Unset):
            metrics = UNSET
        else:
            metrics = Metrics.from_dict(_metrics)

        _pending_tool_calls = d.pop("pending_tool_calls", UNSET)
        pending_tool_calls: list[ToolRequest] | Unset = UNSET
        if _pending_tool_calls is not UNSET:
            pending_tool_calls = []
            for pending_tool_calls_item_data in _pending_tool_calls:
                pending_tool_calls_item = ToolRequest.from_dict(
                    pending_tool_calls_item_data
                )

                pending_tool_calls.append(pending_tool_calls_item)

        session_changes = cls(
            status=status,
            started_at=started_at,
            finished_at=finished_at,
            error=error,
            error_code=error_code,
            new_events=new_events,
            first_index=first_index,
            answer=answer,
            outcome=outcome,
            metrics=metrics,
            pending_tool_calls=pending_tool_calls,
        )

        session_changes.additional_properties = d
        return session_changes

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
