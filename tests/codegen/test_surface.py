"""The recorded surface: what is seen, and what counts as breaking."""

from __future__ import annotations

import pytest

from codegen.project import Project
from codegen.surface import changes, facades, surface

CLIENT = '''
"""A facade."""
from enum import StrEnum

__all__ = ["Client", "GoneError", "Mode", "ORDER"]

ORDER = ("start", "done")


class Mode(StrEnum):
    fast = "fast"


class Base:
    def close(self) -> None: ...


class Client(Base):
    limit: int = 3

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def url(self) -> str:
        return self._url

    async def run(self, text: str, *, mode: Mode | None = None) -> str: ...

    def _private(self) -> None: ...


class GoneError(KeyError): ...
'''


@pytest.fixture
def project(tmp_path):
    """A project with one facade."""
    package = tmp_path / "src" / "fairlead"
    (package / "_async" / "demo").mkdir(parents=True)
    (package / "_async" / "demo" / "client.py").touch()
    (package / "__init__.py").touch()
    (package / "errors.py").write_text("__all__ = []\n")
    (package / "demo.py").write_text(CLIENT)
    return Project(tmp_path)


def after(project, old, new):
    """Changes of the surface when the facade's source is edited."""
    before = surface(project, "demo")
    path = project.root / "src" / "fairlead" / "demo.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return changes(before, surface(project, "demo"))


def test_what_is_recorded(project):
    assert facades(project) == ["errors", "demo"]
    assert surface(project, "demo") == [
        "class Client(Base)",
        "def Client.__init__(self, url: str) -> None",
        "def Client.close(self) -> None",
        "Client.limit: int = 3",
        "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        "property Client.url: str",
        "class GoneError(KeyError)",
        "class Mode(StrEnum)",
        "Mode.fast = 'fast'",
        "ORDER = ('start', 'done')",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "async def run",
            "async def execute",
            "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        ),
        (
            "*, mode: Mode | None = None",
            "",
            "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        ),
        (
            "mode: Mode | None = None",
            "mode: Mode | None",
            "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        ),
        (
            "-> str: ...",
            "-> bytes: ...",
            "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        ),
        (
            "async def run",
            "def run",
            "async def Client.run(self, text: str, *, mode: Mode | None = None) -> str",
        ),
        ("def close", "def shut", "def Client.close(self) -> None"),
        ("GoneError(KeyError)", "GoneError(LookupError)", "class GoneError(KeyError)"),
        ('    fast = "fast"', '    fast = "quick"', "Mode.fast = 'fast'"),
        ('("start", "done")', '("start", "end")', "ORDER = ('start', 'done')"),
        ("limit: int = 3", "limit: int = 4", "Client.limit: int = 3"),
        ('"Mode", ', "", "class Mode(StrEnum)"),
    ],
)
def test_what_breaks(project, old, new, line):
    assert line in [change.line for change in after(project, old, new) if change.breaking]


def test_what_extends(project):
    found = after(project, "def close", "def ping(self) -> None: ...\n\n    def close")
    assert [str(change) for change in found] == ["extends  def Client.ping(self) -> None"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("def _private", "def _hidden"),
        ('"""A facade."""', '"""Words."""'),
        ("self._url = url", "self._url = url + '/'"),
    ],
)
def test_what_nobody_can_name_does_not_count(project, old, new):
    assert after(project, old, new) == []


def test_the_real_surfaces_hold_the_names_applications_import():
    lines = surface(Project(), "handoffrail")
    assert "def HandoffRailClient.get_packet(self, packet_id: str | UUID) -> PacketResponse" in lines
    assert (
        "async def AsyncHandoffRailClient.get_packet(self, packet_id: str | UUID) -> PacketResponse" in lines
    )
    assert "class NotFoundError(HandoffRailError, NotFound)" in lines
