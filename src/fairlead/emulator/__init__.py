"""A local, stateful emulator of the backends.

    from fairlead.emulator import Emulator

    with Emulator("handoffrail") as backend:
        client = HandoffRailClient(**backend.options)

It needs `pip install 'fairlead[emulator]'`. Importing this package loads neither FastAPI nor uvicorn.
"""

from __future__ import annotations

from fairlead.emulator._backend import Backend, Question, Runtime, Switch
from fairlead.emulator._clock import Clock
from fairlead.emulator._discovery import available, load
from fairlead.emulator._emulator import Emulator
from fairlead.emulator._errors import PortInUse
from fairlead.emulator._faults import Active, Fault, Faults
from fairlead.emulator._record import Frame, SeenRequest
from fairlead.emulator._requests import Requests
from fairlead.emulator._scenario import Scenario
from fairlead.emulator._steps import Branch, Turns
from fairlead.emulator._tables import Table

__all__ = [
    "Active",
    "Backend",
    "Branch",
    "Clock",
    "Emulator",
    "Fault",
    "Faults",
    "Frame",
    "PortInUse",
    "Question",
    "Requests",
    "Runtime",
    "Scenario",
    "SeenRequest",
    "Switch",
    "Table",
    "Turns",
    "available",
    "load",
]
