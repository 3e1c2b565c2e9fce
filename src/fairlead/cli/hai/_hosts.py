"""The programs that an MCP server can be added to, and where each of them keeps its list."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

SERVER: Final = "hai-agents"
"""Name of the MCP server in every host."""


@dataclass(frozen=True, slots=True)
class Host:
    """A program with MCP servers.

    Attributes:
        name: Its id on the command line.
        file: Its list of servers; None if it is added to by the host's own command.
        path: Keys that lead to the server's entry in that file.
        url_key: How the host calls the URL of a server.
        extra: What else its entries have.
        skills: Folder of its skills, if it has them.
        command: Its own command, if that adds servers.
    """

    name: str
    file: Path | None
    path: tuple[str, ...] = ("mcpServers", SERVER)
    url_key: str = "url"
    extra: tuple[tuple[str, str], ...] = ()
    skills: Path | None = None
    command: str | None = None

    @property
    def target(self) -> str:
        """What is changed, for people."""
        return str(self.file) if self.file else f"{self.command} mcp"

    def detected(self) -> bool:
        """Whether the program seems to be there."""
        if self.command:
            return shutil.which(self.command) is not None
        return self.file is not None and (self.file.exists() or self.file.parent.is_dir())

    def entry(self, url: str, key: str) -> dict[str, Any]:
        """The entry of the server in the host's file."""
        return {**dict(self.extra), self.url_key: url, "headers": {"Authorization": f"Bearer {key}"}}


def hosts(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> dict[str, Host]:
    """Every host that is known, by its id."""
    home = Path.home()
    apps = _app_folder(home, environ, platform)
    known = [
        Host("cursor", home / ".cursor/mcp.json", skills=home / ".cursor/skills"),
        *(
            Host(name, apps / folder / "User/mcp.json", path=("servers", SERVER), extra=(("type", "http"),))
            for name, folder in (("vscode", "Code"), ("vscode-insiders", "Code - Insiders"))
        ),
        Host("claude-code", None, skills=home / ".claude/skills", command="claude"),
        Host("hermes", home / ".hermes/config.yaml", path=("mcp_servers", SERVER)),
        Host("windsurf", home / ".codeium/windsurf/mcp_config.json", url_key="serverUrl"),
    ]
    return {host.name: host for host in known}


def _app_folder(home: Path, environ: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(environ.get("APPDATA") or home / "AppData/Roaming")
    if platform == "darwin":
        return home / "Library/Application Support"
    return Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
