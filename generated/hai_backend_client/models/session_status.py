from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.answer_outcome import AnswerOutcome, check_answer_outcome
from ..models.session_error_code import SessionErrorCode, check_session_error_code
from ..models.trajectory_status import TrajectoryStatus, check_trajectory_status
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.model_usage import ModelUsage
    from ..models.tool_request import ToolRequest


T = TypeVar("T", bound="SessionStatus")


@_attrs_define
class SessionStatus:
    """Live state of a session.

    Attributes:
        status (str | TrajectoryStatus):
        error (None | str | Unset): What went wrong.
        error_code (None | SessionErrorCode | str | Unset): Set when the session failed or timed out.
        outcome (AnswerOutcome | None | str | Unset): Comes with the final answer.
        steps (int | Unset): Steps taken.
        usage_per_model (list[ModelUsage] | Unset): Tokens by model.
        subagent_session_ids (list[UUID] | Unset): Sessions of its subagents.
        pending_tool_calls (list[ToolRequest] | Unset): Calls the agent waits for; a pause keeps them.
    """

    status: str | TrajectoryStatus
    error: None | str | Unset = UNSET
    error_code: None | SessionErrorCode | str | Unset = UNSET
    outcome: AnswerOutcome | None | str | Unset = UNSET
    steps: int | Unset = UNSET
    usage_per_model: list[ModelUsage] | Unset = UNSET
    subagent_session_ids: list[UUID] | Unset = UNSET
    pending_tool_calls: list[ToolRequest] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.model_usage import ModelUsage
        from ..models.tool_request import ToolRequest

        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

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

        outcome: None | str | Unset
        if isinstance(self.outcome, Unset):
            outcome = UNSET
        elif isinstance(self.outcome, str):
            outcome = self.outcome
        else:
            outcome = self.outcome

        steps = self.steps

        usage_per_model: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.usage_per_model, Unset):
            usage_per_model = []
            for usage_per_model_item_data in self.usage_per_model:
                usage_per_model_item = usage_per_model_item_data.to_dict()
                usage_per_model.append(usage_per_model_item)

        subagent_session_ids: list[str] | Unset = UNSET
        if not isinstance(self.subagent_session_ids, Unset):
            subagent_session_ids = []
            for subagent_session_ids_item_data in self.subagent_session_ids:
                subagent_session_ids_item = str(subagent_session_ids_item_data)
                subagent_session_ids.append(subagent_session_ids_item)

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
        if error is not UNSET:
            field_dict["error"] = error
        if error_code is not UNSET:
            field_dict["error_code"] = error_code
        if outcome is not UNSET:
            field_dict["outcome"] = outcome
        if steps is not UNSET:
            field_dict["steps"] = steps
        if usage_per_model is not UNSET:
            field_dict["usage_per_model"] = usage_per_model
        if subagent_session_ids is not UNSET:
            field_dict["subagent_session_ids"] = subagent_session_ids
        if pending_tool_calls is not UNSET:
            field_dict["pending_tool_calls"] = pending_tool_calls

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_usage import ModelUsage
        from ..models.tool_request import ToolRequest

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

        steps = d.pop("steps", UNSET)

        _usage_per_model = d.pop("usage_per_model", UNSET)
        usage_per_model: list[ModelUsage] | Unset = UNSET
        if _usage_per_model is not UNSET:
            usage_per_model = []
            for usage_per_model_item_data in _usage_per_model:
                usage_per_model_item = ModelUsage.from_dict(usage_per_model_item_data)

                usage_per_model.append(usage_per_model_item)

        _subagent_session_ids = d.pop("subagent_session_ids", UNSET)
        subagent_session_ids: list[UUID] | Unset = UNSET
        if _subagent_session_ids is not UNSET:
            subagent_session_ids = []
            for subagent_session_ids_item_data in _subagent_session_ids:
                subagent_session_ids_item = UUID(subagent_session_ids_item_data)

                subagent_session_ids.append(subagent_session_ids_item)

        _pending_tool_calls = d.pop("pending_tool_calls", UNSET)
        pending_tool_calls: list[ToolRequest] | Unset = UNSET
        if _pending_tool_calls is not UNSET:
            pending_tool_calls = []
            for pending_tool_calls_item_data in _pending_tool_calls:
                pending_tool_calls_item = ToolRequest.from_dict(
                    pending_tool_calls_item_data
                )

                pending_tool_calls.append(pending_tool_calls_item)

        session_status = cls(
            status=status,
            error=error,
            error_code=error_code,
            outcome=outcome,
            steps=steps,
            usage_per_model=usage_per_model,
            subagent_session_ids=subagent_session_ids,
            pending_tool_calls=pending_tool_calls,
        )

        session_status.additional_properties = d
        return session_status

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
