from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.active_state import ActiveState, check_active_state
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.tool_request import ToolRequest


T = TypeVar("T", bound="ActiveStateChangeData")


@_attrs_define
class ActiveStateChangeData:
    """The new state.

    Attributes:
        state (ActiveState | str):
        pending_tool_calls (list[ToolRequest] | None | Unset): Calls still open, repeated after each one that is
            settled. Only while waiting for tools.
    """

    state: ActiveState | str
    pending_tool_calls: list[ToolRequest] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.tool_request import ToolRequest

        state: str
        if isinstance(self.state, str):
            state = self.state
        else:
            state = self.state

        pending_tool_calls: list[dict[str, Any]] | None | Unset
        if isinstance(self.pending_tool_calls, Unset):
            pending_tool_calls = UNSET
        elif isinstance(self.pending_tool_calls, list):
            pending_tool_calls = []
            for pending_tool_calls_type_0_item_data in self.pending_tool_calls:
                pending_tool_calls_type_0_item = (
                    pending_tool_calls_type_0_item_data.to_dict()
                )
                pending_tool_calls.append(pending_tool_calls_type_0_item)

        else:
            pending_tool_calls = self.pending_tool_calls

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "state": state,
            }
        )
        if pending_tool_calls is not UNSET:
            field_dict["pending_tool_calls"] = pending_tool_calls

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.tool_request import ToolRequest

        d = dict(src_dict)

        def _parse_state(data: object) -> ActiveState | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                state_type_0 = check_active_state(data)

                return state_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ActiveState | str, data)

        state = _parse_state(d.pop("state"))

        def _parse_pending_tool_calls(data: object) -> list[ToolRequest] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                pending_tool_calls_type_0 = []
                _pending_tool_calls_type_0 = data
                for pending_tool_calls_type_0_item_data in _pending_tool_calls_type_0:
                    pending_tool_calls_type_0_item = ToolRequest.from_dict(
                        pending_tool_calls_type_0_item_data
                    )

                    pending_tool_calls_type_0.append(pending_tool_calls_type_0_item)

                return pending_tool_calls_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ToolRequest] | None | Unset, data)

        pending_tool_calls = _parse_pending_tool_calls(
            d.pop("pending_tool_calls", UNSET)
        )

        active_state_change_data = cls(
            state=state,
            pending_tool_calls=pending_tool_calls,
        )

        active_state_change_data.additional_properties = d
        return active_state_change_data

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
