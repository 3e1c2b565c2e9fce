from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Thread")


@_attrs_define
class Thread:
    """A runtime thread.

    Attributes:
        thread_id (str): Identifier, the agent's id and a number.
        sandbox (str): Sandbox provider.
        agent_user_id (str): The managed agent.
        agent_name (str): Its name.
        branch_index (int): 0 for the main thread, counting up for the others.
        sidebar_label (None | str): Always null.
        avatar_url (None | str): Path of the agent's picture.
        is_main (bool): Whether chat messages wake it.
    """

    thread_id: str
    sandbox: str
    agent_user_id: str
    agent_name: str
    branch_index: int
    sidebar_label: None | str
    avatar_url: None | str
    is_main: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        thread_id = self.thread_id

        sandbox = self.sandbox

        agent_user_id = self.agent_user_id

        agent_name = self.agent_name

        branch_index = self.branch_index

        sidebar_label: None | str
        sidebar_label = self.sidebar_label

        avatar_url: None | str
        avatar_url = self.avatar_url

        is_main = self.is_main

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "thread_id": thread_id,
                "sandbox": sandbox,
                "agent_user_id": agent_user_id,
                "agent_name": agent_name,
                "branch_index": branch_index,
                "sidebar_label": sidebar_label,
                "avatar_url": avatar_url,
                "is_main": is_main,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        thread_id = d.pop("thread_id")

        sandbox = d.pop("sandbox")

        agent_user_id = d.pop("agent_user_id")

        agent_name = d.pop("agent_name")

        branch_index = d.pop("branch_index")

        def _parse_sidebar_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sidebar_label = _parse_sidebar_label(d.pop("sidebar_label"))

        def _parse_avatar_url(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        avatar_url = _parse_avatar_url(d.pop("avatar_url"))

        is_main = d.pop("is_main")

        thread = cls(
            thread_id=thread_id,
            sandbox=sandbox,
            agent_user_id=agent_user_id,
            agent_name=agent_name,
            branch_index=branch_index,
            sidebar_label=sidebar_label,
            avatar_url=avatar_url,
            is_main=is_main,
        )

        thread.additional_properties = d
        return thread

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
