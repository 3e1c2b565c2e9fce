"""What a docstring says about each parameter."""

from __future__ import annotations

import inspect
import re

_SECTION = re.compile(r"(?:Args|Arguments|Parameters|Keyword Args|Keyword Arguments):\s*")
_ENTRY = re.compile(r"(?P<indent>\s+)\*{0,2}(?P<name>\w+)\s*(?:\([^)]*\))?\s*:(?:\s+(?P<text>.*))?")
_FIELD = re.compile(r"\s*:param\s+(?:[^:]*\s)?(?P<name>\w+)\s*:\s*(?P<text>.*)")


def described_parameters(docstring: str) -> dict[str, str]:
    """Descriptions by parameter, from a section `Args:` (Google's style) or from `:param name:` lines.

    Examples:
        >>> described_parameters(":param city: Where.")
        {'city': 'Where.'}
    """
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    margin = 0
    in_section = False
    for line in inspect.cleandoc(docstring).splitlines():
        indent = len(line) - len(line.lstrip())
        if field := _FIELD.fullmatch(line):
            in_section = False
            current, margin = found.setdefault(field["name"], []), indent
            current.append(field["text"])
        elif _SECTION.fullmatch(line):
            in_section, current, margin = True, None, 0
        elif not line.strip():
            current = current if in_section else None
        elif in_section and indent == 0:
            in_section, current = False, None  # the next section, or text
        elif in_section and (margin == 0 or indent <= margin) and (entry := _ENTRY.fullmatch(line)):
            margin = indent
            current = found.setdefault(entry["name"], [])
            current.append(entry["text"] or "")
        elif current is not None and indent > margin:
            current.append(line.strip())
        else:
            current = None
    texts = {name: " ".join(part for part in lines if part) for name, lines in found.items()}
    return {name: text for name, text in texts.items() if text}
