from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.agent_run_status import AgentRunStatus, check_agent_run_status
from ..types import UNSET, Unset

T = TypeVar("T", bound="AgentRunStatusChangeData")


@_attrs_define
class AgentRunStatusChangeData:
    """The new status.

    Attributes:
        status (AgentRunStatus | str):
    """

    status: AgentRunStatus | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        status: str
        if isinstance(self.status, str):
            status = self.status
        else:
            status = self.status

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "status": status,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_status(data: object) -> AgentRunStatus | str:
            try:
                if not isinstance(data, str):
                    raise TypeError()
                status_type_0 = check_agent_run_status(data)

                return status_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AgentRunStatus | str, data)

        status = _parse_status(d.pop("status"))

        agent_run_status_change_data = cls(
            status=status,
        )

        agent_run_status_change_data.additional_properties = d
        return agent_run_status_change_data

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
