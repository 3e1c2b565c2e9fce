from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO, Self, TextIO, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.run_context import RunContext
    from ..models.run_options import RunOptions


T = TypeVar("T", bound="RunRequest")


@_attrs_define
class RunRequest:
    """A command.

    Attributes:
        input_ (str): The command, in free text.
        context (RunContext | Unset): Who runs a command, and how.
        options (RunOptions | Unset): How a command is run.
    """

    input_: str
    context: RunContext | Unset = UNSET
    options: RunOptions | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.run_context import RunContext
        from ..models.run_options import RunOptions

        input_ = self.input_

        context: dict[str, Any] | Unset = UNSET
        if not isinstance(self.context, Unset):
            context = self.context.to_dict()

        options: dict[str, Any] | Unset = UNSET
        if not isinstance(self.options, Unset):
            options = self.options.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "input": input_,
            }
        )
        if context is not UNSET:
            field_dict["context"] = context
        if options is not UNSET:
            field_dict["options"] = options

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_context import RunContext
        from ..models.run_options import RunOptions

        d = dict(src_dict)
        input_ = d.pop("input")

        _context = d.pop("context", UNSET)
        context: RunContext | Unset
        if isinstance(_context, Unset):
            context = UNSET
        else:
            context = RunContext.from_dict(_context)

        _options = d.pop("options", UNSET)
        options: RunOptions | Unset
        if isinstance(_options, Unset):
            options = UNSET
        else:
            options = RunOptions.from_dict(_options)

        run_request = cls(
            input_=input_,
            context=context,
            options=options,
        )

        run_request.additional_properties = d
        return run_request

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
