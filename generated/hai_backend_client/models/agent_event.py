from __future__ import annotations

import datetime
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
    from ..models.answer_event import AnswerEvent
    from ..models.error_event import ErrorEvent
    from ..models.flow_event import FlowEvent
    from ..models.message_event import MessageEvent
    from ..models.observation_event import ObservationEvent
    from ..models.policy_event import PolicyEvent
    from ..models.tool_result_event import ToolResultEvent


T = TypeVar("T", bound="AgentEvent")


@_attrs_define
class AgentEvent:
    """A record of one step.

    Attributes:
        timestamp (datetime.datetime): When it happened.
        type_ (Literal['AgentEvent']):
        data (AnswerEvent | ErrorEvent | FlowEvent | MessageEvent | ObservationEvent | PolicyEvent | ToolResultEvent):
            What the agent did, said or saw.
    """

    timestamp: datetime.datetime
    type_: Literal["AgentEvent"]
    data: (
        AnswerEvent
        | ErrorEvent
        | FlowEvent
        | MessageEvent
        | ObservationEvent
        | PolicyEvent
        | ToolResultEvent
    )
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.answer_event import AnswerEvent
        from ..models.error_event import ErrorEvent
        from ..models.flow_event import FlowEvent
        from ..models.message_event import MessageEvent
        from ..models.observation_event import ObservationEvent
        from ..models.policy_event import PolicyEvent
        from ..models.tool_result_event import ToolResultEvent

        timestamp = self.timestamp.isoformat()

        type_ = self.type_

        data: dict[str, Any]
        if (
            isinstance(self.data, PolicyEvent)
            or isinstance(self.data, ToolResultEvent)
            or isinstance(self.data, AnswerEvent)
            or isinstance(self.data, ErrorEvent)
            or isinstance(self.data, MessageEvent)
            or isinstance(self.data, ObservationEvent)
        ):
            data = self.data.to_dict()
        else:
            data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "timestamp": timestamp,
                "type": type_,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.answer_event import AnswerEvent
        from ..models.error_event import ErrorEvent
        from ..models.flow_event import FlowEvent
        from ..models.message_event import MessageEvent
        from ..models.observation_event import ObservationEvent
        from ..models.policy_event import PolicyEvent
        from ..models.tool_result_event import ToolResultEvent

        d = dict(src_dict)
        timestamp = datetime.datetime.fromisoformat(d.pop("timestamp"))

        type_ = cast(Literal["AgentEvent"], d.pop("type"))
        if type_ != "AgentEvent":
            raise ValueError(f"type must match const 'AgentEvent', got '{type_}'")

        def _parse_data(
            data: object,
        ) -> (
            AnswerEvent
            | ErrorEvent
            | FlowEvent
            | MessageEvent
            | ObservationEvent
            | PolicyEvent
            | ToolResultEvent
        ):
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_0 = PolicyEvent.from_dict(data)

                return data_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_1 = ToolResultEvent.from_dict(data)

                return data_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_2 = AnswerEvent.from_dict(data)

                return data_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_3 = ErrorEvent.from_dict(data)

                return data_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_4 = MessageEvent.from_dict(data)

                return data_type_4
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                data_type_5 = ObservationEvent.from_dict(data)

                return data_type_5
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            data_type_6 = FlowEvent.from_dict(data)

            return data_type_6

        data = _parse_data(d.pop("data"))

        agent_event = cls(
            timestamp=timestamp,
            type_=type_,
            data=data,
        )

        agent_event.additional_properties = d
        return agent_event

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
