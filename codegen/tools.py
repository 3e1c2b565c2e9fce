"""Running the generators, each in a process of its own with a settled environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from codegen import spec
from codegen.project import Project


class ToolError(Exception):
    """A generator failed or warned; its output is the message."""


def run(command: Sequence[str | Path], *, cwd: Path | None = None, success: Sequence[int] = (0,)) -> str:
    """Run a tool of this virtual environment and return its output.

    Raises:
        ToolError: The tool exited with a code that is not in `success`.
    """
    here = Path(sys.executable).parent
    environment = {
        **os.environ,
        # Tools call each other (the generator calls ruff): all from this environment.
        "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "COLUMNS": "120",
    }
    name = here / command[0]
    result = subprocess.run(
        [name if name.exists() else command[0], *command[1:]],
        cwd=cwd,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode not in success:
        raise ToolError(f"{' '.join(map(str, command))}\nexited with {result.returncode}:\n{result.stdout}")
    return result.stdout


def make_transport(project: Project, backend: str, target: Path, scratch: Path) -> None:
    """Generate the HTTP client of a backend into the new folder `target`; `scratch` has the templates."""
    shown = scratch / f"{backend}.yaml"
    shown.write_text(
        yaml.safe_dump(spec.for_generator(spec.load(project.spec(backend))), sort_keys=False), "utf-8"
    )
    config = scratch / f"{backend}.config.yaml"
    config.write_text(
        yaml.safe_dump(
            {
                "project_name_override": target.name.replace("_", "-"),
                "package_name_override": target.name,
                "literal_enums": True,
                # Line ends and quotes settled by the same ruff everywhere, without our own configuration.
                # What it cannot mend stays as the generator wrote it.
                "post_hooks": [
                    "ruff check . --isolated --fix-only --extend-select=I --ignore=F401 --no-cache --quiet",
                    "ruff format . --isolated --no-cache --quiet",
                ],
            }
        ),
        "utf-8",
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    run(
        [
            "openapi-python-client",
            "generate",
            "--path",
            shown,
            "--config",
            config,
            "--custom-template-path",
            scratch / "templates",
            "--meta",
            "none",
            "--output-path",
            target,
            "--fail-on-warning",
        ]
    )
    (target / "py.typed").touch()


MODEL_OPTIONS = [
    "--output-model-type=pydantic_v2.BaseModel",
    "--target-python-version=3.11",
    "--use-annotated",
    "--use-standard-collections",
    "--use-union-operator",
    "--field-constraints",
    "--use-schema-description",
    "--use-field-description",
    "--use-double-quotes",
    "--use-subclass-enum",
    "--collapse-root-models",
    "--strict-nullable",
    # Times without an offset are legal on the wire.
    "--output-datetime-class=datetime",
    # A default that is a plain string would make pydantic warn whenever such a model is dumped.
    "--deserialize-default-values=enum",
    "--disable-timestamp",
    "--strict-types",
    "str",
    "int",
    "float",
    "bool",
    "--formatters",
    "ruff-check",
    "ruff-format",
]


def make_models(project: Project, backend: str, target: Path) -> None:
    """Generate the pydantic models of a backend's contract and events into the new folder `target`."""
    target.mkdir(parents=True)
    (target / "py.typed").touch()
    (target / "__init__.py").write_text(
        f'"""Pydantic models of the {backend} contract, for the emulator and for decoding streams."""\n',
        "utf-8",
    )
    sources = {"api": (project.spec(backend), "openapi"), "events": (project.events(backend), "jsonschema")}
    for module, (source, kind) in sources.items():
        if source.exists():
            output = target / f"{module}.py"
            command = ["datamodel-codegen", "--input", source, "--input-file-type", kind, "--output", output]
            # Run away from any project, because the tool would read the nearest pyproject.toml.
            run([*command, *MODEL_OPTIONS], cwd=target)
