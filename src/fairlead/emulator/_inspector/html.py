"""HTML that cannot be made without escaping."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import cast

__all__ = ["Child", "Html", "join", "tag"]


class Html(str):
    """Text that is HTML already. Any other text is escaped where it is put in."""

    __slots__ = ()


Child = str | int | None | Iterable["Child"]
"""What can be inside an element; None is nothing."""

_VOID = frozenset({"br", "input", "link", "meta"})


def join(child: Child) -> Html:
    """Children one after the other, escaped."""
    match child:
        case None:
            return Html("")
        case Html():
            return child
        case str() | int():
            return Html(escape(str(child)))
        case _:
            return Html("".join(join(inner) for inner in child))


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """An element.

    Args:
        name: Its name.
        children: What is inside.
        attributes: Its attributes: an underscore at the end is dropped, others become hyphens. True is an
            attribute without a value; False and None leave it out.
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.removesuffix("_").replace("_", "-")
        opening.append(attribute if value is True else f'{attribute}="{escape(str(value))}"')
    start = f"<{' '.join(opening)}>"
    if name in _VOID:
        return Html(start)
    # A line break after <pre> would be taken as a part of the markup.
    lead = "\n" if name == "pre" else ""
    return Html(f"{start}{lead}{join(cast('Iterable[Child]', children))}</{name}>")
