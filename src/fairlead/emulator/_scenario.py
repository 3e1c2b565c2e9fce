"""Scenarios: what an emulated backend is told to do, as a value that can be kept in a file."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from fairlead.emulator._discovery import available, load
from fairlead.emulator._faults import Fault
from fairlead.emulator._steps import Turns
from fairlead.emulator._yaml import Node, meant, read
from fairlead.errors import ConfigurationError

if TYPE_CHECKING:
    from fairlead.emulator._backend import Backend

__all__ = ["Scenario", "find", "packaged"]

_KEYS = ("backend", "description", "settings", "agent", "turns", "faults")
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """How a backend behaves: its settings, what its agent does, and what goes wrong.

        from fairlead.emulator import Emulator, Fault, Scenario
        from fairlead.emulator.hai import Answer, Ask

        careful = Scenario(
            name="careful",
            backend="hai",
            agent=[Ask("Shall I?"), Answer("Done.")],
            faults=[Fault(method="POST", status=503, headers={"Retry-After": "1"}, times=1)],
        )
        with Emulator("hai", scenario=careful) as backend:
            ...

    Attributes:
        name: What it is called; that of a file is the file's name without its ending.
        backend: Name of the backend it is for.
        description: What happens in it, for people who choose.
        settings: Settings of the backend that differ from its defaults.
        agent: Value of the backend's setting `agent`, or the steps that a file has. None leaves it as it is.
        faults: What goes wrong, from the beginning.
    """

    name: str
    backend: str
    description: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    agent: Any = field(default=None, repr=False)
    faults: Sequence[Fault] = ()

    @property
    def is_changeable(self) -> bool:
        """Whether an emulator that runs already can play it: it has no setting that is fixed by then."""
        return {*self.settings} <= {*load(self.backend).changeable}

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a scenario from a YAML file.

            scenario = Scenario.load("tests/scenarios/careful.yaml")

        Args:
            path: The file.

        Raises:
            ConfigurationError: It cannot be read, or says something that the backend does not know. The
                message names line and column, and what is allowed.
            MissingExtra: What the emulator needs is not installed.
        """
        path = Path(path)
        node = read(path)
        fields = node.fields("a scenario", _KEYS)
        backend = _backend(node, fields)
        return cls(
            name=path.stem,
            backend=backend.name,
            description=" ".join(_text(fields["description"]).split()) if "description" in fields else "",
            settings=_settings(backend, fields["settings"]) if "settings" in fields else {},
            agent=_agent(backend, node, fields),
            faults=_faults(fields["faults"]) if "faults" in fields else (),
        )


@cache
def packaged(backend: str) -> tuple[Scenario, ...]:
    """The scenarios that come with a backend, by name."""
    found = importlib.util.find_spec(f"fairlead.emulator.{backend}")
    folders = [Path(folder) / "scenarios" for folder in (found and found.submodule_search_locations) or ()]
    return tuple(
        Scenario.load(path)
        for folder in folders
        for path in sorted(folder.glob("*.yaml"), key=lambda path: path.stem)
    )


def find(
    wanted: str | Path,
    *,
    backend: str | None = None,
    known: Sequence[Scenario] | None = None,
    folder: Path = Path(),
) -> Scenario:
    """A scenario by its name, as `NAME` or `BACKEND/NAME`, or from a file.

    Args:
        wanted: A text that ends in `.yaml` or `.yml`, and every `Path`, is a file.
        backend: Whose it is, unless the name says that.
        known: Those of that backend. Default: the ones that come with it.
        folder: Where a file is looked for.

    Raises:
        ConfigurationError: There is none of this name, or the file is not right.
    """
    if isinstance(wanted, Path) or wanted.endswith(_SUFFIXES):
        return Scenario.load(folder / wanted)
    owner, slash, name = wanted.rpartition("/")
    if not slash and backend is None:
        raise ConfigurationError(
            f"whose scenario is {wanted!r}? Say BACKEND/{wanted}, or give a file that ends in .yaml"
        )
    owner = owner or str(backend)
    names = {each.name: each for each in known or () if each.backend == owner}
    names = names or {each.name: each for each in packaged(load(owner).name)}
    if name not in names:
        raise ConfigurationError(f"{owner} has no scenario {name!r}{meant(name, names)}")
    return names[name]


def _backend(node: Node, fields: Mapping[str, Node]) -> type[Backend]:
    if "backend" not in fields:
        raise node.error(f"a scenario needs `backend`, one of {', '.join(available())}")
    name = _text(fields["backend"])
    if name not in available():
        raise fields["backend"].error(f"there is no backend {name!r}{meant(name, available())}")
    return load(name)


def _text(node: Node) -> str:
    if not isinstance(node.value, str):
        raise node.error(f"expected text, found {node.shown()}")
    return node.value


def _settings(backend: type[Backend], node: Node) -> dict[str, Any]:
    from fairlead.emulator._typed import made, values

    if isinstance(node.value, dict) and "agent" in node.value:
        raise node.error("what the agent does stands beside the settings, as `agent`", key="agent")
    if backend.settings_type is None:
        return Node(
            node.fields(f"the settings of {backend.name}", sorted(backend.default_settings)), *_place(node)
        ).plain()
    found = values(backend.settings_type, node, f"the settings of {backend.name}", leave=("agent",))
    made(backend.settings_type, found, node)  # raises, if they do not go together
    return found


def _place(node: Node) -> tuple[str, int, int, dict[str, tuple[int, int]]]:
    return node.file, node.line, node.column, node.keys


def _agent(backend: type[Backend], node: Node, fields: Mapping[str, Node]) -> Turns | None:
    from fairlead.emulator._typed import Steps

    if not {"agent", "turns"} & fields.keys():
        return None
    if {"agent", "turns"} <= fields.keys():
        raise node.error(
            "`agent` has the steps of every turn, `turns` those of each: say one of them", key="turns"
        )
    key = "agent" if "agent" in fields else "turns"
    if not backend.steps:
        raise node.error(f"{backend.name} has no agent that takes steps", key=key)
    steps = Steps(backend.name, backend.steps)
    if key == "agent":
        return Turns((steps.read(fields[key]),))
    turns = fields[key].items("turns")
    if not turns:
        raise fields[key].error("there is no turn here")
    return Turns(tuple(steps.read(turn) for turn in turns))


def _faults(node: Node) -> tuple[Fault, ...]:
    from fairlead.emulator._typed import build

    return tuple(build(Fault, item) for item in node.items("faults"))
