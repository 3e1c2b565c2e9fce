from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent import Agent
    from ..models.json_object import JsonObject
    from ..models.user_message_event import UserMessageEvent


T = TypeVar("T", bound="SessionRequest")


@_attrs_define
class SessionRequest:
    """What to run, and within which limits. What is not meant must be left out: two fields then follow the account's
    preferences, which no value stands for.

        Attributes:
            agent (Agent | str): Registered name, `name:N` for a certain revision, or the agent itself.
            messages (list[UserMessageEvent] | None | str | Unset | UserMessageEvent): The task. A string is one user
                message.
            max_steps (int | None | Unset): Steps at most; null is no limit.
            max_time_s (float | None | Unset): Seconds for each answer; then the agent answers with what it has. Time
                between answers does not count.
            idle_timeout_s (int | None | Unset): Seconds that the session stays open after an answer; null ends it with the
                first one.
            timezone (None | str | Unset): IANA time zone of the user; null is UTC.
            delete_after_min (int | None | Unset): Minutes until the session is deleted; null keeps it. Left out, the
                account's retention preference applies, 43200 unless it was changed.
            delete_screenshot_after_min (int | None | Unset): Minutes until screenshots are deleted, if that is before the
                session is. Left out or null, they go with the session.
            queue (bool | Unset): Whether to wait for a slot; otherwise a session without one is refused.
            group_id (None | str | Unset): Grouping label.
            parent_session_id (None | str | Unset): Session that this one is a subagent of.
            overrides (JsonObject | Unset): Free-form JSON object.
    """

    agent: Agent | str
    messages: list[UserMessageEvent] | None | str | Unset | UserMessageEvent = UNSET
    max_steps: int | None | Unset = UNSET
    max_time_s: float | None | Unset = UNSET
    idle_timeout_s: int | None | Unset = UNSET
    timezone: None | str | Unset = UNSET
    delete_after_min: int | None | Unset = UNSET
    delete_screenshot_after_min: int | None | Unset = UNSET
    queue: bool | Unset = UNSET
    group_id: None | str | Unset = UNSET
    parent_session_id: None | str | Unset = UNSET
    overrides: JsonObject | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent import Agent
        from ..models.json_object import JsonObject
        from ..models.user_message_event import UserMessageEvent

        agent: dict[str, Any] | str
        if isinstance(self.agent, Agent):
            agent = self.agent.to_dict()
        else:
            agent = self.agent

        messages: dict[str, Any] | list[dict[str, Any]] | None | str | Unset
        if isinstance(self.messages, Unset):
            messages = UNSET
        elif isinstance(self.messages, UserMessageEvent):
            messages = self.messages.to_dict()
        elif isinstance(self.messages, list):
            messages = []
            for messages_type_2_item_data in self.messages:
                messages_type_2_item = messages_type_2_item_data.to_dict()
                messages.append(messages_type_2_item)

        else:
            messages = self.messages

        max_steps: int | None | Unset
        if isinstance(self.max_steps, Unset):
            max_steps = UNSET
        else:
            max_steps = self.max_steps

        max_time_s: float | None | Unset
        if isinstance(self.max_time_s, Unset):
            max_time_s = UNSET
        else:
            max_time_s = self.max_time_s

        idle_timeout_s: int | None | Unset
        if isinstance(self.idle_timeout_s, Unset):
            idle_timeout_s = UNSET
        else:
            idle_timeout_s = self.idle_timeout_s

        timezone: None | str | Unset
        if isinstance(self.timezone, Unset):
            timezone = UNSET
        else:
            timezone = self.timezone

        delete_after_min: int | None | Unset
        if isinstance(self.delete_after_min, Unset):
            delete_after_min = UNSET
        else:
            delete_after_min = self.delete_after_min

        delete_screenshot_after_min: int | None | Unset
        if isinstance(self.delete_screenshot_after_min, Unset):
            delete_screenshot_after_min = UNSET
        else:
            delete_screenshot_after_min = self.delete_screenshot_after_min

        queue = self.queue

        group_id: None | str | Unset
        if isinstance(self.group_id, Unset):
            group_id = UNSET
        else:
            group_id = self.group_id

        parent_session_id: None | str | Unset
        if isinstance(self.parent_session_id, Unset):
            parent_session_id = UNSET
        else:
            parent_session_id = self.parent_session_id

        overrides: dict[str, Any] | Unset = UNSET
        if not isinstance(self.overrides, Unset):
            overrides = self.overrides.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "agent": agent,
            }
        )
        if messages is not UNSET:
            field_dict["messages"] = messages
        if max_steps is not UNSET:
            field_dict["max_steps"] = max_steps
        if max_time_s is not UNSET:
            field_dict["max_time_s"] = max_time_s
        if idle_timeout_s is not UNSET:
            field_dict["idle_timeout_s"] = idle_timeout_s
        if timezone is not UNSET:
            field_dict["timezone"] = timezone
        if delete_after_min is not UNSET:
            field_dict["delete_after_min"] = delete_after_min
        if delete_screenshot_after_min is not UNSET:
            field_dict["delete_screenshot_after_min"] = delete_screenshot_after_min
        if queue is not UNSET:
            field_dict["queue"] = queue
        if group_id is not UNSET:
            field_dict["group_id"] = group_id
        if parent_session_id is not UNSET:
            field_dict["parent_session_id"] = parent_session_id
        if overrides is not UNSET:
            field_dict["overrides"] = overrides

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent import Agent
        from ..models.json_object import JsonObject
        from ..models.user_message_event import UserMessageEvent

        d = dict(src_dict)

        def _parse_agent(data: object) -> Agent | str:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                agent_type_1 = Agent.from_dict(data)

                return agent_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Agent | str, data)

        agent = _parse_agent(d.pop("agent"))

        def _parse_messages(
            data: object,
        ) -> list[UserMessageEvent] | None | str | Unset | UserMessageEvent:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                messages_type_1 = UserMessageEvent.from_dict(data)

                return messages_type_1
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            try:
                if not isinstance(data, list):
                    raise TypeError()
                messages_type_2 = []
                _messages_type_2 = data
                for messages_type_2_item_data in _messages_type_2:
                    messages_type_2_item = UserMessageEvent.from_dict(
                        messages_type_2_item_data
                    )

                    messages_type_2.append(messages_type_2_item)

                return messages_type_2
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(
                list[UserMessageEvent] | None | str | Unset | UserMessageEvent, data
            )

        messages = _parse_messages(d.pop("messages", UNSET))

        def _parse_max_steps(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        max_steps = _parse_max_steps(d.pop("max_steps", UNSET))

        def _parse_max_time_s(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        max_time_s = _parse_max_time_s(d.pop("max_time_s", UNSET))

        def _parse_idle_timeout_s(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        idle_timeout_s = _parse_idle_timeout_s(d.pop("idle_timeout_s", UNSET))

        def _parse_timezone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        timezone = _parse_timezone(d.pop("timezone", UNSET))

        def _parse_delete_after_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        delete_after_min = _parse_delete_after_min(d.pop("delete_after_min", UNSET))

        def _parse_delete_screenshot_after_min(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        delete_screenshot_after_min = _parse_delete_screenshot_after_min(
            d.pop("delete_screenshot_after_min", UNSET)
        )

        queue = d.pop("queue", UNSET)

        def _parse_group_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        group_id = _parse_group_id(d.pop("group_id", UNSET))

        def _parse_parent_session_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_session_id = _parse_parent_session_id(d.pop("parent_session_id", UNSET))

        _overrides = d.pop("overrides", UNSET)
        overrides: JsonObject | Unset
        if isinstance(_overrides, Unset):
            overrides = UNSET
        else:
            overrides = JsonObject.from_dict(_overrides)

        session_request = cls(
            agent=agent,
            messages=messages,
            max_steps=max_steps,
            max_time_s=max_time_s,
            idle_timeout_s=idle_timeout_s,
            timezone=timezone,
            delete_after_min=delete_after_min,
            delete_screenshot_after_min=delete_screenshot_after_min,
            queue=queue,
            group_id=group_id,
            parent_session_id=parent_session_id,
            overrides=overrides,
        )

        session_request.additional_properties = d
        return session_request

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
