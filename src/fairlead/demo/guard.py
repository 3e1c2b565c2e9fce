"""The tour of the contract guard: a server that fits, and two changes of its contract that do not."""

from __future__ import annotations

import copy
import json
import tempfile
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fairlead.contract import Finding, check, impact
from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("handoffrail") as backend, tempfile.TemporaryDirectory() as folder:
        tour.chapter("The contract guard", "Which public methods does a change of a contract touch?")
        with tour.step("does this server fit?") as step:
            report = check("handoffrail", backend.url)
            step.answer(f"{len(report.findings)} differences, {report.breaks} of them break something")
        with urllib.request.urlopen(f"{backend.url}/openapi.json", timeout=10) as answer:
            document: dict[str, Any] = json.load(answer)
        new = Path(folder) / "new.json"
        with tour.step("tomorrow it drops a field") as step:
            changed = copy.deepcopy(document)
            packets = changed["components"]["schemas"]["PacketListResponse"]
            del packets["properties"]["total"]
            packets["required"].remove("total")
            for line in _broken(changed, new):
                step.answer(line)
        with tour.step("the day after, an operation moves") as step:
            paths = document["paths"]
            paths["/api/v1/packets/{packet_id}/take"] = paths.pop("/api/v1/packets/{packet_id}/claim")
            for line in _broken(document, new):
                step.answer(line)


def _broken(document: dict[str, Any], file: Path) -> Iterator[str]:
    """What a document breaks, one line for each change."""
    file.write_text(json.dumps(document), "utf-8")
    (report,) = impact("installed", str(file), backend="handoffrail")
    found: dict[str, Finding] = {}
    for finding in report.findings:
        if finding.level == "breaks":
            found.setdefault(finding.key, finding)
    for finding in found.values():
        yield f"breaks {finding.methods[0]}: {finding.key}"
        yield f"→ {finding.repair}"
