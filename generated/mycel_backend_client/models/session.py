from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent_ref import AgentRef
    from ..models.owner import Owner


T = TypeVar("T", bound="Session")


@_attrs_define
class Session:
    """A token, and whose it is.

    Attributes:
        token (str): Bearer token.
        user (Owner): An owner, as login and registration show it.
        agent (AgentRef | None): The owner's first agent, if any.
    """

    token: str
    user: Owner
    agent: AgentRef | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent_ref import AgentRef
        from ..models.owner import Owner

        token = self.token

        user = self.user.to_dict()

        agent: dict[str, Any] | None
        if isinstance(self.agent, AgentRef):
            agent = self.agent.to_dict()
        else:
            agent = self.agent

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "token": token,
                "user": user,
                "agent": agent,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent_ref import AgentRef
        from ..models.owner import Owner

        d = dict(src_dict)
        token = d.pop("token")

        user = Owner.from_dict(d.pop("user"))

        def _parse_agent(data: object) -> AgentRef | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agent_type_0 = AgentRef.from_dict(data)

                return agent_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AgentRef | None, data)

        agent = _parse_agent(d.pop("agent"))

        session = cls(
            token=token,
            user=user,
            agent=agent,
        )

        session.additional_properties = d
        return session

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
