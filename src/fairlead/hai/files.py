"""Files to attach to a message."""

from __future__ import annotations

import base64
import mimetypes
import os
from pathlib import Path

from fairlead.hai.models.enums import ContentSource
from fairlead.hai.models.sessions import FileContent

__all__ = ["file_from_path"]


def file_from_path(path: str | os.PathLike[str], *, media_type: str | None = None) -> FileContent:
    """Read a file, to attach it to a message.

    Args:
        path: The file.
        media_type: Its type; None to guess it from the name.

    Raises:
        OSError: It cannot be read.

    Examples:
        >>> message = UserMessageEvent(message="Summarize this.", files=[file_from_path("report.pdf")])
    """
    file = Path(path)
    kind = media_type or mimetypes.guess_type(file.name)[0]
    content = FileContent(
        type=ContentSource.base64,
        source=base64.b64encode(file.read_bytes()).decode(),
        name=file.name,
    )
    return content if kind is None else content.model_copy(update={"media_type": kind})
