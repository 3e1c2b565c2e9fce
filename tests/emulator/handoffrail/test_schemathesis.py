"""Requests invented from the contract find no server error, and no answer that the contract does not allow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import checks

OPENAPI = Path(__file__).parents[3] / "openapi" / "handoffrail.yaml"
CHECKS = [
    checks.not_a_server_error,
    checks.load_all_checks,
]

schema = schemathesis.openapi.from_path(OPENAPI)
