"""What the reference shows of models and enums: a table of the fields, the values in a line.

An extension of Griffe, named in `mkdocs.yml`. A field has a name, a type and a default, and seldom needs a
sentence, so a page shows all of a model's, inherited ones too, in one table, which takes the place and the
sentences of the docstring's `Attributes:`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import griffe

__all__ = ["ReferenceFields"]

_RECORDS = {"pydantic.BaseModel", "typing.NamedTuple"}
_ENUMS = {"enum.Enum", "enum.IntEnum", "enum.StrEnum"}


class ReferenceFields(griffe.Extension):
    """Adds fields and values to the docstrings of a package, once it is loaded."""

    def on_package(self, *, pkg: griffe.Module, **_: Any) -> None:
        """Go through all classes of the package."""
        for cls in _classes(pkg):
            family = [*_bases(cls), cls]
            roots = {_path(base) for each in family for base in each.bases}
            sections = cls.docstring.parsed if cls.docstring else []
            if roots & _ENUMS:
                sections[1:1] = _values(family)
            elif roots & _RECORDS or "dataclass" in cls.labels:
                _replace(sections, griffe.DocstringSectionParameters(_fields(family, sections)))
            elif "typing.TypedDict" in roots:
                # They have no defaults; what must be there says so in its type.
                keys = [
                    griffe.DocstringAttribute(
                        key.name, annotation=key.annotation, description=key.description
                    )
                    for key in _fields(family, sections)
                ]
                _replace(sections, griffe.DocstringSectionAttributes(keys))
            else:
                continue
            _hide_what_all_have(family)


def _classes(scope: griffe.Object) -> Iterator[griffe.Class]:
    for member in scope.members.values():
        if isinstance(member, griffe.Class):
            yield member
        if isinstance(member, griffe.Module | griffe.Class):
            yield from _classes(member)


def _bases(cls: griffe.Class) -> list[griffe.Class]:
    """The bases of a class that are ours, the most general first."""
    return cls.mro()[::-1]


def _hide_what_all_have(family: list[griffe.Class]) -> None:
    """Leave out the methods of private bases: a page of models says once what all of them have."""
    for cls in family:
        if "._" in cls.path:
            for member in cls.members.values():
                member.docstring = None


def _path(base: str | griffe.Expr) -> str:
    return base if isinstance(base, str) else base.canonical_path


def _values(family: list[griffe.Class]) -> list[griffe.DocstringSection]:
    values = [
        str(member.value).strip("'\"")
        for cls in family
        for name, member in cls.members.items()
        if isinstance(member, griffe.Attribute) and member.value is not None and not name.startswith("_")
    ]
    shown = ", ".join(f"`{value}`" for value in values)
    return [griffe.DocstringSectionText(f"Values: {shown}.")] if values else []


def _fields(
    family: list[griffe.Class], sections: list[griffe.DocstringSection]
) -> list[griffe.DocstringParameter]:
    described = {
        item.name: item.description
        for section in sections
        if isinstance(section, griffe.DocstringSectionAttributes)
        for item in section.value
    }
    found: dict[str, griffe.DocstringParameter] = {}
    for cls in family:
        for name, member in cls.members.items():
            if not isinstance(member, griffe.Attribute) or not _is_field(name, member):
                continue
            said = described.get(name) or (member.docstring.value if member.docstring else "")
            found[name] = griffe.DocstringParameter(
                name, annotation=member.annotation, description=said, value=_default(member)
            )
            member.docstring = None  # or it would be shown a second time, below the table
    return list(found.values())


def _is_field(name: str, member: griffe.Attribute) -> bool:
    # Griffe says of a `ClassVar` that it is no attribute of instances.
    return (
        "instance-attribute" in member.labels and member.annotation is not None and not name.startswith("_")
    )


def _default(member: griffe.Attribute) -> str | None:
    """What a field is if nothing is said, as somebody would write it; None if it must be given."""
    value = member.value
    if not isinstance(value, griffe.ExprCall) or str(value.function) not in {"Field", "field"}:
        return None if value is None else str(value)
    given = {item.name: str(item.value) for item in value.arguments if isinstance(item, griffe.ExprKeyword)}
    if factory := given.get("default_factory"):
        made = factory.removeprefix("lambda: ") if factory.startswith("lambda") else f"{factory}()"
        return {"list": "[]", "dict": "{}"}.get(factory.partition("[")[0], made)
    return given.get("default")


def _replace(
    sections: list[griffe.DocstringSection],
    shown: griffe.DocstringSectionParameters | griffe.DocstringSectionAttributes,
) -> None:
    """Put the fields in the place of the attributes, or below the first words."""
    if not shown.value:
        return
    shown.title = "Fields:"
    for place, section in enumerate(sections):
        if isinstance(section, griffe.DocstringSectionAttributes):
            sections[place] = shown
            return
    sections.insert(1, shown)
