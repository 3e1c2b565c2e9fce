"""Text of others on a terminal."""

from __future__ import annotations


def plain(text: str) -> str:
    """The text without what could steer the terminal."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text)
