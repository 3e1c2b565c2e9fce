"""Adding the MCP server to a host, without losing anything of what the host's file has."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from fairlead.cli.hai import _jsonc
from fairlead.cli.hai._hosts import SERVER, Host
from fairlead.hai._stored import write_private

_SKILL = Path(__file__).with_name("skill")
_MASK = "***"
_COMMAND_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file or folder.

    Attributes:
        status: `installed`, `planned` (of a dry run), `skipped` (nothing to do), `absent` (no such program)
            or `failed`.
        detail: Where, or why.
        diff: What changes, with the key masked; empty unless it is a dry run.
    """

    status: str
    detail: str
    diff: str = ""


def install(host: Host, url: str, key: str, *, dry_run: bool) -> Outcome:
    """Add the server to a host, or renew its entry."""
    if not host.detected():
        return Outcome("absent", f"{host.name} was not found ({host.target})")
    try:
        if host.file is None:
            return _by_command(host, url, key, dry_run=dry_run)
        return _in_file(host, host.file, host.entry(url, key), key, dry_run=dry_run)
    except (OSError, ValueError, ModuleNotFoundError) as error:
        return Outcome("failed", f"{host.target}: {error}".replace(key, _MASK))


def install_skill(host: Host, *, dry_run: bool) -> Outcome | None:
    """Link the description of the server's tools into a host's skills; None for hosts without them."""
    if host.skills is None or not host.skills.parent.is_dir():
        return None
    link = host.skills / SERVER
    try:
        if link.is_symlink():
            if link.resolve() == _SKILL.resolve():
                return Outcome("skipped", f"{link} is there")
        elif link.exists():
            return Outcome("failed", f"{link} is something else: move it away and repeat the command")
        if dry_run:
            return Outcome("planned", str(link))
        link.parent.mkdir(exist_ok=True)
        link.unlink(missing_ok=True)
        _link(link)
    except OSError as error:
        return Outcome("failed", f"{link}: {error}")
    return Outcome("installed", str(link))


def _link(link: Path) -> None:
    try:
        link.symlink_to(_SKILL, target_is_directory=True)
    except OSError:
        if os.name != "nt":
            raise
        shutil.copytree(_SKILL, link)  # links need a privilege there


def _in_file(host: Host, file: Path, entry: Mapping[str, Any], key: str, *, dry_run: bool) -> Outcome:
    text = file.read_bytes().decode("utf-8") if file.exists() else ""
    edit = _in_yaml if file.suffix == ".yaml" else _in_json
    changed = edit(text, host.path, entry)
    if changed == text:
        return Outcome("skipped", f"{file} has it")
    if dry_run:
        return Outcome("planned", str(file), _diff(text, changed, file, key))
    if file.exists():
        # The old file may hold an older key, so its copy is as private.
        write_private(file.with_name(f"{file.name}.bak"), text)
    write_private(file, changed)
    return Outcome("installed", str(file))


def _in_json(text: str, path: Sequence[str], entry: Mapping[str, Any]) -> str:
    old: Any = _jsonc.read(text) if text.strip().removeprefix("\ufeff") else {}
    if not isinstance(old, dict):
        raise ValueError("it holds no JSON object")
    if not isinstance(_at(old, path), dict):
        return _jsonc.put(text, path, entry)
    for inner, value in _leaves(entry):
        if _at(old, (*path, *inner)) != value:
            text = _jsonc.put(text, (*path, *inner), value)
    return text


def _in_yaml(text: str, path: Sequence[str], entry: Mapping[str, Any]) -> str:
    from io import StringIO

    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    # This library keeps comments, order and quotes.
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    try:
        document: Any = yaml.load(text)  # pyright: ignore[reportUnknownMemberType]
    except YAMLError as error:
        raise ValueError(" ".join(str(error).split())) from None
    document = {} if document is None else document
    changed = False
    for inner, value in _leaves(entry):
        *way, last = (*path, *inner)
        place = document
        for name in way:
            if not isinstance(place, dict):
                break
            place = cast("dict[str, Any]", place).setdefault(name, {})
        if not isinstance(place, dict):
            raise ValueError(f"{'.'.join(way) or 'the document'} is not a mapping")
        changed = changed or cast("dict[str, Any]", place).get(last) != value
        place[last] = value
    if not changed:
        return text
    out = StringIO()
    yaml.dump(document, out)  # pyright: ignore[reportUnknownMemberType]
    return out.getvalue()


def _leaves(entry: Mapping[str, Any], way: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    found: list[tuple[tuple[str, ...], Any]] = []
    for name, value in entry.items():
        inner = (*way, name)
        found += (
            _leaves(cast("dict[str, Any]", value), inner) if isinstance(value, dict) else [(inner, value)]
        )
    return found


def _at(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        if not isinstance(value, dict):
            return None
        value = cast("dict[str, Any]", value).get(name)
    return value


def _diff(old: str, new: str, file: Path, key: str) -> str:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), str(file), str(file), n=2, lineterm="")
    # Keys that were there before are masked, too.
    return "\n".join(_masked(line.replace(key, _MASK)) for line in lines)


def _masked(line: str) -> str:
    before, bearer, _ = line.partition("Bearer ")
    return f'{before}{bearer}{_MASK}"' if bearer else line


def _by_command(host: Host, url: str, key: str, *, dry_run: bool) -> Outcome:
    program = shutil.which(host.command or "")
    if program is None:
        return Outcome("absent", f"{host.name} was not found ({host.target})")
    if dry_run:
        return Outcome("planned", f"{host.command} mcp add --scope user --transport http {SERVER} {url}")
    for scope in ("local", "user"):
        _run([program, "mcp", "remove", "--scope", scope, SERVER])  # fails if it was not there
    # The program reads a header from its arguments only, so other users can see the key for that moment.
    header = f"Authorization: Bearer {key}"
    where = ["--scope", "user", "--transport", "http"]
    done = _run([program, "mcp", "add", *where, SERVER, url, "--header", header])
    if done.returncode:
        told = " ".join((done.stderr or done.stdout).split()).replace(key, _MASK)
        return Outcome("failed", f"{host.command} mcp add ended with {done.returncode}: {told}")
    return Outcome("installed", host.target)


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise OSError(f"it did not end within {_COMMAND_SECONDS} s") from None
