from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.skill_files import SkillFiles


T = TypeVar("T", bound="Skill")


@_attrs_define
class Skill:
    """Instructions for a certain kind of work.

    Attributes:
        name (str): Rules are those of agent names.
        description (str): When to use it.
        body (str): The instructions.
        source (None | str | Unset): Where it comes from.
        url_pattern (None | str | Unset): Regular expression of pages it is for.
        compatibility (None | str | Unset): What it needs.
        files (SkillFiles | Unset): Files by path, in base64.
        executable_files (list[str] | Unset): Which of the files can be run.
    """

    name: str
    description: str
    body: str
    source: None | str | Unset = UNSET
    url_pattern: None | str | Unset = UNSET
    compatibility: None | str | Unset = UNSET
    files: SkillFiles | Unset = UNSET
    executable_files: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.skill_files import SkillFiles

        name = self.name

        description = self.description

        body = self.body

        source: None | str | Unset
        if isinstance(self.source, Unset):
            source = UNSET
        else:
            source = self.source

        url_pattern: None | str | Unset
        if isinstance(self.url_pattern, Unset):
            url_pattern = UNSET
        else:
            url_pattern = self.url_pattern

        compatibility: None | str | Unset
        if isinstance(self.compatibility, Unset):
            compatibility = UNSET
        else:
            compatibility = self.compatibility

        files: dict[str, Any] | Unset = UNSET
        if not isinstance(self.files, Unset):
            files = self.files.to_dict()

        executable_files: list[str] | Unset = UNSET
        if not isinstance(self.executable_files, Unset):
            executable_files = self.executable_files

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "description": description,
                "body": body,
            }
        )
        if source is not UNSET:
            field_dict["source"] = source
        if url_pattern is not UNSET:
            field_dict["url_pattern"] = url_pattern
        if compatibility is not UNSET:
            field_dict["compatibility"] = compatibility
        if files is not UNSET:
            field_dict["files"] = files
        if executable_files is not UNSET:
            field_dict["executable_files"] = executable_files

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.skill_files import SkillFiles

        d = dict(src_dict)
        name = d.pop("name")

        description = d.pop("description")

        body = d.pop("body")

        def _parse_source(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        source = _parse_source(d.pop("source", UNSET))

        def _parse_url_pattern(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        url_pattern = _parse_url_pattern(d.pop("url_pattern", UNSET))

        def _parse_compatibility(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        compatibility = _parse_compatibility(d.pop("compatibility", UNSET))

        _files = d.pop("files", UNSET)
        files: SkillFiles | Unset
        if isinstance(_files, Unset):
            files = UNSET
        else:
            files = SkillFiles.from_dict(_files)

        executable_files = cast(list[str], d.pop("executable_files", UNSET))

        skill = cls(
            name=name,
            description=description,
            body=body,
            source=source,
            url_pattern=url_pattern,
            compatibility=compatibility,
            files=files,
            executable_files=executable_files,
        )

        skill.additional_properties = d
        return skill

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
