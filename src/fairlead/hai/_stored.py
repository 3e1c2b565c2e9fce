"""The file in which `fairlead hai login` keeps the key, as the `hai` command does: a few lines of dotenv."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

API_KEY: Final = "HAI_API_KEY"
BASE_URL: Final = "HAI_API_BASE_URL"

_LINE = re.compile(
    r"""\s*(?:export\s+)?(?P<name>[A-Za-z_]\w*)\s*=\s*
        (?:'(?P<single>[^']*)'|"(?P<double>[^"]*)"|(?P<bare>[^\s#]\S*)?)\s*(?:\#.*)?""",
    re.VERBOSE,
)


def stored_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The file of this user: `hai/.env` in `XDG_CONFIG_HOME`, or else in `~/.config`."""
    folder = environ.get("XDG_CONFIG_HOME", "").strip()
    return (Path(folder) if folder else Path.home() / ".config") / "hai" / ".env"


def read_values(file: Path) -> dict[str, str]:
    """What a dotenv file says; nothing if it is not there, or cannot be read. Empty values are left out."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    found = (_LINE.fullmatch(line) for line in text.splitlines())
    values = {line["name"]: line["single"] or line["double"] or line["bare"] or "" for line in found if line}
    return {name: value for name, value in values.items() if value}


def store(file: Path, name: str, value: str) -> None:
    """Set a value in a dotenv file, and keep its other lines. Only the owner can read the file afterwards.

    Raises:
        ValueError: The value has characters that a line of the file cannot hold.
        OSError: The file cannot be written.
    """
    if not value or not value.isprintable() or "'" in value:
        raise ValueError(f"{name} must be printable text without quotes")
    _rewrite(file, name, f"{name}='{value}'")


def forget(file: Path, name: str) -> bool:
    """Remove a value from a dotenv file, and keep its other lines.

    Returns:
        Whether it was there.

    Raises:
        OSError: The file cannot be written.
    """
    if name not in read_values(file):
        return False
    _rewrite(file, name, None)
    return True


def _rewrite(file: Path, name: str, line: str | None) -> None:
    try:
        lines = file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    kept = [old for old in lines if not ((found := _LINE.fullmatch(old)) and found["name"] == name)]
    write_private(file, "".join(f"{each}\n" for each in [*kept, *([line] if line else [])]))


def write_private(file: Path, text: str) -> None:
    """Replace a file at once by one that only its owner can read; a link to it stays a link.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    file = file.resolve()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A temporary file is readable by nobody else from its first byte.
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as temporary:
            temporary.write(text)
            temporary.flush()
            os.fsync(temporary.fileno())
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
