"""The guided tour: each backend's quickstart, run for real against the local emulator.

Each module of this package without a leading underscore is the tour of one backend: its function `run(tour)`
walks through the public facade and tells what the server answered.
"""

from __future__ import annotations

import pkgutil


def chapters() -> list[str]:
    """The parts of the tour: the backends, a real handoff first, and the contract guard at the end."""
    parts = [module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")]
    return sorted(parts, key=lambda name: (name != "handoffrail", name == "guard", name))
