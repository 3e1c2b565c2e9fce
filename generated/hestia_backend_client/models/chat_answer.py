from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.decision_kind import DecisionKind, check_decision_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="ChatAnswer")


@_attrs_define
class ChatAnswer:
    """A reply. The four `dsgk_*` fields come together, or not at all.

    Attributes:
        response (str): The reply.
        session_id (str): The conversation.
        processing_time (float): Time it took, in seconds.
        model (str): The model that replied.
        trace_id (None | str | Unset): Identifier of the trace.
        dsgk_trace_id (str | Unset): Identifier of the trace, as the kernel reports it.
        dsgk_decision (DecisionKind | Unset): What is decided about a command by the policies alone.
        dsgk_risk_score (float | Unset): From 0.0 to 1.0.
        dsgk_policy (str | Unset): Name of the policy that applied.
    """

    response: str
    session_id: str
    processing_time: float
    model: str
    trace_id: None | str | Unset = UNSET
    dsgk_trace_id: str | Unset = UNSET
    dsgk_decision: DecisionKind | Unset = UNSET
    dsgk_risk_score: float | Unset = UNSET
    dsgk_policy: str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        response = self.response

        session_id = self.session_id

        processing_time = self.processing_time

        model = self.model

        trace_id: None | str | Unset
        if isinstance(self.trace_id, Unset):
            trace_id = UNSET
        else:
            trace_id = self.trace_id

        dsgk_trace_id = self.dsgk_trace_id

        dsgk_decision: str | Unset = UNSET
        if not isinstance(self.dsgk_decision, Unset):
            dsgk_decision = self.dsgk_decision

        dsgk_risk_score = self.dsgk_risk_score

        dsgk_policy = self.dsgk_policy

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "response": response,
                "session_id": session_id,
                "processing_time": processing_time,
                "model": model,
            }
        )
        if trace_id is not UNSET:
            field_dict["trace_id"] = trace_id
        if dsgk_trace_id is not UNSET:
            field_dict["dsgk_trace_id"] = dsgk_trace_id
        if dsgk_decision is not UNSET:
            field_dict["dsgk_decision"] = dsgk_decision
        if dsgk_risk_score is not UNSET:
            field_dict["dsgk_risk_score"] = dsgk_risk_score
        if dsgk_policy is not UNSET:
            field_dict["dsgk_policy"] = dsgk_policy

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        response = d.pop("response")

        session_id = d.pop("session_id")

        processing_time = d.pop("processing_time")

        model = d.pop("model")

        def _parse_trace_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        trace_id = _parse_trace_id(d.pop("trace_id", UNSET))

        dsgk_trace_id = d.pop("dsgk_trace_id", UNSET)

        _dsgk_decision = d.pop("dsgk_decision", UNSET)
        dsgk_decision: DecisionKind | Unset
        if isinstance(_dsgk_decision, Unset):
            dsgk_decision = UNSET
        else:
            dsgk_decision = check_decision_kind(_dsgk_decision)

        dsgk_risk_score = d.pop("dsgk_risk_score", UNSET)

        dsgk_policy = d.pop("dsgk_policy", UNSET)

        chat_answer = cls(
            response=response,
            session_id=session_id,
            processing_time=processing_time,
            model=model,
            trace_id=trace_id,
            dsgk_trace_id=dsgk_trace_id,
            dsgk_decision=dsgk_decision,
            dsgk_risk_score=dsgk_risk_score,
            dsgk_policy=dsgk_policy,
        )

        chat_answer.additional_properties = d
        return chat_answer

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
