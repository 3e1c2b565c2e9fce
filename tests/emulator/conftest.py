from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import fairlead.emulator
from fairlead.emulator import Emulator

BACKENDS = Path(__file__).parent / "backends"


@pytest.fixture
def tiny_available(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets the emulator discover the package `backends/tiny` as if it were installed beside the others."""
    monkeypatch.setattr(fairlead.emulator, "__path__", [*fairlead.emulator.__path__, str(BACKENDS)])
    yield
    sys.modules.pop("fairlead.emulator.tiny", None)
    vars(fairlead.emulator).pop("tiny", None)


@pytest.fixture
def serve(tiny_available: None) -> Iterator[Callable[..., Emulator]]:
    """Starts a tiny emulator with arguments of the test's own."""
    with ExitStack() as stack:
        yield lambda **arguments: stack.enter_context(Emulator("tiny", **arguments))


@pytest.fixture
def tiny(serve: Callable[..., Emulator]) -> Any:
    return serve()


@pytest.fixture
def tiny_environment(tmp_path: Path) -> dict[str, str]:
    """Environment of a process, and of the processes it starts, that discover the tiny backend."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(
        f"import fairlead.emulator\nfairlead.emulator.__path__.append({str(BACKENDS)!r})\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return environment | {"PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"}
