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

from ..models.answer_outcome import AnswerOutcome, check_answer_outcome
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.json_object import JsonObject


T = TypeVar("T", bound="AnswerEvent")


@_attrs_define
class AnswerEvent:
    """A final answer.

    Attributes:
        kind (Literal['answer_event']):  Default: 'answer_event'.
        answer (JsonObject | str): Text, or an object of the agent's answer format.
        outcome (AnswerOutcome | None | str | Unset): How well it does the task.
    """

    answer: JsonObject | str
    kind: Literal["answer_event"] = "answer_event"
    outcome: AnswerOutcome | None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.json_object import JsonObject

        kind = self.kind

        answer: dict[str, Any] | str
        if isinstance(self.answer, JsonObject):
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

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "answer": answer,
            }
        )
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.json_object import JsonObject

        d = dict(src_dict)
        kind = cast(Literal["answer_event"], d.pop("kind"))
        if kind != "answer_event":
            raise ValueError(f"kind must match const 'answer_event', got '{kind}'")

        def _parse_answer(data: object) -> JsonObject | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_1 = JsonObject.from_dict(data)

                return answer_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | str, data)

        answer = _parse_answer(d.pop("answer"))

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

        answer_event = cls(
            kind=kind,
            answer=answer,
            outcome=outcome,
        )

        answer_event.additional_properties = d
        return answer_event

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
