from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.reasoning_effort import ReasoningEffort, check_reasoning_effort
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.agent import Agent
    from ..models.android import Android
    from ..models.browser import Browser
    from ..models.desktop import Desktop
    from ..models.json_object import JsonObject
    from ..models.other_environment import OtherEnvironment
    from ..models.skill import Skill
    from ..models.tool_definition import ToolDefinition
    from ..models.workstation import Workstation


T = TypeVar("T", bound="PatchAgent")


@_attrs_define
class PatchAgent:
    """Changes of an agent.

    Attributes:
        description (str | Unset): What other agents read before they delegate to it.
        environments (list[Android | Browser | Desktop | OtherEnvironment | str | Workstation] | Unset): Identifiers or
            environments.
        model (None | str | Unset): Model.
        reasoning_effort (None | ReasoningEffort | Unset): Null is the model's default.
        instructions (None | str | Unset): Added to the system prompt.
        subagents (list[Agent | str] | None | Unset): Agents it may delegate to.
        skills (list[Skill | str] | None | Unset): Skills it may use.
        answer_format (JsonObject | None | Unset): JSON Schema of the answer; null is free text.
        tools (list[ToolDefinition] | None | Unset): Tools that the client runs.
    """

    description: str | Unset = UNSET
    environments: (
        list[Android | Browser | Desktop | OtherEnvironment | str | Workstation] | Unset
    ) = UNSET
    model: None | str | Unset = UNSET
    reasoning_effort: None | ReasoningEffort | Unset = UNSET
    instructions: None | str | Unset = UNSET
    subagents: list[Agent | str] | None | Unset = UNSET
    skills: list[Skill | str] | None | Unset = UNSET
    answer_format: JsonObject | None | Unset = UNSET
    tools: list[ToolDefinition] | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.agent import Agent
        from ..models.android import Android
        from ..models.browser import Browser
        from ..models.desktop import Desktop
        from ..models.json_object import JsonObject
        from ..models.other_environment import OtherEnvironment
        from ..models.skill import Skill
        from ..models.tool_definition import ToolDefinition
        from ..models.workstation import Workstation

        description = self.description

        environments: list[dict[str, Any] | str] | Unset = UNSET
        if not isinstance(self.environments, Unset):
            environments = []
            for environments_item_data in self.environments:
                environments_item: dict[str, Any] | str
                if (
                    isinstance(environments_item_data, Browser)
                    or isinstance(environments_item_data, Desktop)
                    or isinstance(environments_item_data, Android)
                    or isinstance(environments_item_data, Workstation)
                    or isinstance(environments_item_data, OtherEnvironment)
                ):
                    environments_item = environments_item_data.to_dict()
                else:
                    environments_item = environments_item_data
                environments.append(environments_item)

        model: None | str | Unset
        if isinstance(self.model, Unset):
            model = UNSET
        else:
            model = self.model

        reasoning_effort: None | str | Unset
        if isinstance(self.reasoning_effort, Unset):
            reasoning_effort = UNSET
        elif isinstance(self.reasoning_effort, str):
            reasoning_effort = self.reasoning_effort
        else:
            reasoning_effort = self.reasoning_effort

        instructions: None | str | Unset
        if isinstance(self.instructions, Unset):
            instructions = UNSET
        else:
            instructions = self.instructions

        subagents: list[dict[str, Any] | str] | None | Unset
        if isinstance(self.subagents, Unset):
            subagents = UNSET
        elif isinstance(self.subagents, list):
            subagents = []
            for subagents_type_0_item_data in self.subagents:
                subagents_type_0_item: dict[str, Any] | str
                if isinstance(subagents_type_0_item_data, Agent):
                    subagents_type_0_item = subagents_type_0_item_data.to_dict()
                else:
                    subagents_type_0_item = subagents_type_0_item_data
                subagents.append(subagents_type_0_item)

        else:
            subagents = self.subagents

        skills: list[dict[str, Any] | str] | None | Unset
        if isinstance(self.skills, Unset):
            skills = UNSET
        elif isinstance(self.skills, list):
            skills = []
            for skills_type_0_item_data in self.skills:
                skills_type_0_item: dict[str, Any] | str
                if isinstance(skills_type_0_item_data, Skill):
                    skills_type_0_item = skills_type_0_item_data.to_dict()
                else:
                    skills_type_0_item = skills_type_0_item_data
                skills.append(skills_type_0_item)

        else:
            skills = self.skills

        answer_format: dict[str, Any] | None | Unset
        if isinstance(self.answer_format, Unset):
            answer_format = UNSET
        elif isinstance(self.answer_format, JsonObject):
            answer_format = self.answer_format.to_dict()
        else:
            answer_format = self.answer_format

        tools: list[dict[str, Any]] | None | Unset
        if isinstance(self.tools, Unset):
            tools = UNSET
        elif isinstance(self.tools, list):
            tools = []
            for tools_type_0_item_data in self.tools:
                tools_type_0_item = tools_type_0_item_data.to_dict()
                tools.append(tools_type_0_item)

        else:
            tools = self.tools

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if description is not UNSET:
            field_dict["description"] = description
        if environments is not UNSET:
            field_dict["environments"] = environments
        if model is not UNSET:
            field_dict["model"] = model
        if reasoning_effort is not UNSET:
            field_dict["reasoning_effort"] = reasoning_effort
        if instructions is not UNSET:
            field_dict["instructions"] = instructions
        if subagents is not UNSET:
            field_dict["subagents"] = subagents
        if skills is not UNSET:
            field_dict["skills"] = skills
        if answer_format is not UNSET:
            field_dict["answer_format"] = answer_format
        if tools is not UNSET:
            field_dict["tools"] = tools

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.agent import Agent
        from ..models.android import Android
        from ..models.browser import Browser
        from ..models.desktop import Desktop
        from ..models.json_object import JsonObject
        from ..models.other_environment import OtherEnvironment
        from ..models.skill import Skill
        from ..models.tool_definition import ToolDefinition
        from ..models.workstation import Workstation

        d = dict(src_dict)
        description = d.pop("description", UNSET)

        _environments = d.pop("environments", UNSET)
        environments: (
            list[Android | Browser | Desktop | OtherEnvironment | str | Workstation]
            | Unset
        ) = UNSET
        if _environments is not UNSET:
            environments = []
            for environments_item_data in _environments:

                def _parse_environments_item(
                    data: object,
                ) -> Android | Browser | Desktop | OtherEnvironment | str | Workstation:
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_known_environment_type_0 = Browser.from_dict(
                            data
                        )

                        return componentsschemas_known_environment_type_0
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_known_environment_type_1 = Desktop.from_dict(
                            data
                        )

                        return componentsschemas_known_environment_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_known_environment_type_2 = Android.from_dict(
                            data
                        )

                        return componentsschemas_known_environment_type_2
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_known_environment_type_3 = (
                            Workstation.from_dict(data)
                        )

                        return componentsschemas_known_environment_type_3
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    try:
                        if not isinstance(data, dict):
                            raise TypeError()
                        componentsschemas_environment_type_1 = (
                            OtherEnvironment.from_dict(data)
                        )

                        return componentsschemas_environment_type_1
                    except (TypeError, ValueError, AttributeError, KeyError):
                        pass
                    return cast(
                        Android
                        | Browser
                        | Desktop
                        | OtherEnvironment
                        | str
                        | Workstation,
                        data,
                    )

                environments_item = _parse_environments_item(environments_item_data)

                environments.append(environments_item)

        def _parse_model(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        model = _parse_model(d.pop("model", UNSET))

        def _parse_reasoning_effort(data: object) -> None | ReasoningEffort | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reasoning_effort_type_0 = check_reasoning_effort(data)

                return reasoning_effort_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ReasoningEffort | Unset, data)

        reasoning_effort = _parse_reasoning_effort(d.pop("reasoning_effort", UNSET))

        def _parse_instructions(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        instructions = _parse_instructions(d.pop("instructions", UNSET))

        def _parse_subagents(data: object) -> list[Agent | str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                subagents_type_0 = []
                _subagents_type_0 = data
                for subagents_type_0_item_data in _subagents_type_0:

                    def _parse_subagents_type_0_item(data: object) -> Agent | str:
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            subagents_type_0_item_type_1 = Agent.from_dict(data)

                            return subagents_type_0_item_type_1
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        return cast(Agent | str, data)

                    subagents_type_0_item = _parse_subagents_type_0_item(
                        subagents_type_0_item_data
                    )

                    subagents_type_0.append(subagents_type_0_item)

                return subagents_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Agent | str] | None | Unset, data)

        subagents = _parse_subagents(d.pop("subagents", UNSET))

        def _parse_skills(data: object) -> list[Skill | str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                skills_type_0 = []
                _skills_type_0 = data
                for skills_type_0_item_data in _skills_type_0:

                    def _parse_skills_type_0_item(data: object) -> Skill | str:
                        try:
                            if not isinstance(data, dict):
                                raise TypeError()
                            skills_type_0_item_type_1 = Skill.from_dict(data)

                            return skills_type_0_item_type_1
                        except (TypeError, ValueError, AttributeError, KeyError):
                            pass
                        return cast(Skill | str, data)

                    skills_type_0_item = _parse_skills_type_0_item(
                        skills_type_0_item_data
                    )

                    skills_type_0.append(skills_type_0_item)

                return skills_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[Skill | str] | None | Unset, data)

        skills = _parse_skills(d.pop("skills", UNSET))

        def _parse_answer_format(data: object) -> JsonObject | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_format_type_0 = JsonObject.from_dict(data)

                return answer_format_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JsonObject | None | Unset, data)

        answer_format = _parse_answer_format(d.pop("answer_format", UNSET))

        def _parse_tools(data: object) -> list[ToolDefinition] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                tools_type_0 = []
                _tools_type_0 = data
                for tools_type_0_item_data in _tools_type_0:
                    tools_type_0_item = ToolDefinition.from_dict(tools_type_0_item_data)

                    tools_type_0.append(tools_type_0_item)

                return tools_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[ToolDefinition] | None | Unset, data)

        tools = _parse_tools(d.pop("tools", UNSET))

        patch_agent = cls(
            description=description,
            environments=environments,
            model=model,
            reasoning_effort=reasoning_effort,
            instructions=instructions,
            subagents=subagents,
            skills=skills,
            answer_format=answer_format,
            tools=tools,
        )

        patch_agent.additional_properties = d
        return patch_agent

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
