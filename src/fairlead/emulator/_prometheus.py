"""The Prometheus text format."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["CONTENT_TYPE", "header", "sample"]

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def header(name: str, kind: str, about: str) -> list[str]:
    """The two lines before the samples of a metric."""
    return [f"# HELP {name} {about}", f"# TYPE {name} {kind}"]


def sample(name: str, value: object, labels: Iterable[tuple[str, str]] = ()) -> str:
    """The line of one sample."""
    pairs = ",".join(f'{label}="{_escape(text)}"' for label, text in labels)
    return f"{name}{{{pairs}}} {value}" if pairs else f"{name} {value}"


def _escape(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
