"""Adding the MCP server to other programs."""

import json
import stat
from pathlib import Path

import pytest

from fairlead.cli.hai import _install
from fairlead.cli.hai._hosts import Host, hosts
from fairlead.cli.hai._install import Outcome, install, install_skill

URL = "https://agp.eu.hcompany.ai/mcp"
KEY = "hk-secret"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def host(name: str) -> Host:
    return hosts()[name]


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("cursor", ".cursor/mcp.json", {"mcpServers": {"hai-agents": {"url": URL}}}),
        ("windsurf", ".codeium/windsurf/mcp_config.json", {"mcpServers": {"hai-agents": {"serverUrl": URL}}}),
        ("vscode", ".config/Code/User/mcp.json", {"servers": {"hai-agents": {"type": "http", "url": URL}}}),
        (
            "vscode-insiders",
            ".config/Code - Insiders/User/mcp.json",
            {"servers": {"hai-agents": {"type": "http", "url": URL}}},
        ),
    ],
)
def test_each_host_gets_the_entry_it_reads(home: Path, name: str, file: str, expected: dict) -> None:
    path = home / file
    path.parent.mkdir(parents=True)

    assert install(host(name), URL, KEY, dry_run=False) == Outcome("installed", str(path))

    (section,) = expected.values()
    section["hai-agents"]["headers"] = {"Authorization": f"Bearer {KEY}"}
    assert json.loads(path.read_text()) == expected
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert install(host(name), URL, KEY, dry_run=False).status == "skipped"


def test_what_was_in_the_file_stays_and_a_private_copy_is_kept(home: Path) -> None:
    path = home / ".cursor/mcp.json"
    path.parent.mkdir()
    old = """{
  // servers of mine
  "mcpServers": {
    "other": {"command": "x"},
    "hai-agents": {"url": "http://old", "disabled": true, "headers": {"X-Mine": "1"}} /* renewed */
  }
}
"""
    path.write_text(old)

    assert install(host("cursor"), URL, KEY, dry_run=False).status == "installed"

    assert path.read_text() == old.replace("http://old", URL).replace(
        '{"X-Mine": "1"}', f'{{"X-Mine": "1", "Authorization": "Bearer {KEY}"}}'
    )
    backup = home / ".cursor/mcp.json.bak"
    assert backup.read_text() == old
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_a_link_stays_a_link(home: Path) -> None:
    real = home / "dotfiles/mcp.json"
    real.parent.mkdir()
    real.write_text("{}")
    path = home / ".cursor/mcp.json"
    path.parent.mkdir()
    path.symlink_to(real)

    install(host("cursor"), URL, KEY, dry_run=False)

    assert path.is_symlink()
    assert "hai-agents" in real.read_text()


@pytest.mark.parametrize("content", ["[]", "{", '{"mcpServers": []}', "null", "\xff"])
def test_a_file_that_cannot_be_edited_is_left_as_it_is(home: Path, content: str) -> None:
    path = home / ".cursor/mcp.json"
    path.parent.mkdir()
    path.write_bytes(content.encode("latin-1"))

    outcome = install(host("cursor"), URL, KEY, dry_run=False)

    assert outcome.status == "failed"
    assert str(path) in outcome.detail
    assert path.read_bytes() == content.encode("latin-1")
    assert list(path.parent.iterdir()) == [path]


def test_a_dry_run_shows_the_change_without_keys_and_writes_nothing(home: Path) -> None:
    path = home / ".cursor/mcp.json"
    path.parent.mkdir()
    old = '{\n  "mcpServers": {\n    "hai-agents": {"headers": {"Authorization": "Bearer hk-old"}}\n  }\n}\n'
    path.write_text(old)

    outcome = install(host("cursor"), URL, KEY, dry_run=True)

    assert outcome.status == "planned"
    assert "+" in outcome.diff
    assert "***" in outcome.diff
    assert KEY not in outcome.diff
    assert "hk-old" not in outcome.diff
    assert path.read_text() == old
    assert list(path.parent.iterdir()) == [path]


def test_yaml_keeps_its_remarks(home: Path) -> None:
    path = home / ".hermes/config.yaml"
    path.parent.mkdir()
    old = 'model: "x"  # the best\nmcp_servers:\n  other:\n    url: http://o\n# end\n'
    path.write_text(old)

    assert install(host("hermes"), URL, KEY, dry_run=False).status == "installed"

    text = path.read_text()
    for line in old.splitlines():
        assert line in text.splitlines()
    assert f"    url: {URL}\n" in text
    assert f"      Authorization: Bearer {KEY}\n" in text
    assert install(host("hermes"), URL, KEY, dry_run=False).status == "skipped"


@pytest.mark.parametrize("content", ["a: [", "- 1", "mcp_servers: 1"])
def test_yaml_that_cannot_be_edited_is_left_as_it_is(home: Path, content: str) -> None:
    path = home / ".hermes/config.yaml"
    path.parent.mkdir()
    path.write_text(content)

    assert install(host("hermes"), URL, KEY, dry_run=False).status == "failed"
    assert path.read_text() == content


def test_a_host_that_is_not_there_is_absent(home: Path) -> None:
    assert {install(each, URL, KEY, dry_run=False).status for each in hosts().values()} == {"absent"}
    assert list(home.iterdir()) == []


def claude(home: Path, script: str) -> Path:
    log = home / "calls"
    program = home / "bin/claude"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$*\" >> '{log}'\n{script}\n")
    program.chmod(0o755)
    return log


def test_claude_code_is_told_by_its_own_command(home: Path) -> None:
    log = claude(home, 'case "$2" in remove) exit 1;; esac')

    assert install(host("claude-code"), URL, KEY, dry_run=True).status == "planned"
    assert not log.exists()
    assert install(host("claude-code"), URL, KEY, dry_run=False).status == "installed"

    assert log.read_text().splitlines() == [
        "mcp remove --scope local hai-agents",
        "mcp remove --scope user hai-agents",
        f"mcp add --scope user --transport http hai-agents {URL} --header Authorization: Bearer {KEY}",
    ]


def test_the_key_is_not_in_the_complaint_of_a_command(home: Path) -> None:
    claude(home, 'echo "bad: $*" >&2; exit 3')

    outcome = install(host("claude-code"), URL, KEY, dry_run=False)

    assert outcome.status == "failed"
    assert "***" in outcome.detail
    assert KEY not in outcome.detail


def test_a_command_that_hangs_is_given_up(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claude(home, "exec /bin/sleep 30")
    monkeypatch.setattr(_install, "_COMMAND_SECONDS", 0.05)

    outcome = install(host("claude-code"), URL, KEY, dry_run=False)

    assert outcome.status == "failed"
    assert KEY not in outcome.detail


def test_the_skill_is_linked_where_skills_are_read(home: Path) -> None:
    assert install_skill(host("cursor"), dry_run=False) is None
    assert install_skill(host("vscode"), dry_run=False) is None
    (home / ".cursor").mkdir()
    link = home / ".cursor/skills/hai-agents"

    assert install_skill(host("cursor"), dry_run=True) == Outcome("planned", str(link))
    assert not link.parent.exists()
    assert install_skill(host("cursor"), dry_run=False) == Outcome("installed", str(link))
    assert (link / "SKILL.md").read_text().startswith("---\nname: hai-agents\n")
    again = install_skill(host("cursor"), dry_run=False)
    assert again is not None
    assert again.status == "skipped"


def test_a_stale_link_is_renewed_and_a_folder_of_somebody_is_not(home: Path) -> None:
    link = home / ".cursor/skills/hai-agents"
    link.parent.mkdir(parents=True)
    link.symlink_to(home / "gone")
    outcome = install_skill(host("cursor"), dry_run=False)
    assert outcome is not None
    assert outcome.status == "installed"

    link.unlink()
    link.mkdir()
    (link / "mine").write_text("x")
    outcome = install_skill(host("cursor"), dry_run=False)
    assert outcome is not None
    assert outcome.status == "failed"
    assert [each.name for each in link.iterdir()] == ["mine"]


def test_folders_of_each_system() -> None:
    home = Path.home()
    assert hosts({}, "darwin")["vscode"].file == home / "Library/Application Support/Code/User/mcp.json"
    assert hosts({"APPDATA": "/a"}, "win32")["vscode"].file == Path("/a/Code/User/mcp.json")
    assert hosts({"XDG_CONFIG_HOME": "/x"}, "linux")["vscode"].file == Path("/x/Code/User/mcp.json")
