"""`python -m codegen regenerate|drift [BACKEND ...]`."""

from __future__ import annotations

import argparse
import sys
import time

from codegen.build import REPAIR, drift, regenerate
from codegen.project import Project
from codegen.tools import ToolError


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return the exit code: 0 fine, 1 drift or failure."""
    project = Project()
    parser = argparse.ArgumentParser(prog="codegen", description=__doc__)
    parser.add_argument("command", choices=["regenerate", "drift"])
    parser.add_argument(
        "backends", nargs="*", metavar="BACKEND", help=f"of {', '.join(project.backends)}; default: all"
    )
    options = parser.parse_args(arguments)
    unknown = set(options.backends) - set(project.backends)
    if unknown:
        parser.error(f"no contract openapi/{min(unknown)}.yaml; there is {', '.join(project.backends)}")
    backends: list[str] = options.backends or project.backends
    started = time.monotonic()
    try:
        command = regenerate if options.command == "regenerate" else drift
        differences = command(project, backends)
    except (ToolError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    for difference in differences:
        print(difference)
    seconds = time.monotonic() - started
    what = f"{len(differences)} generated files"
    if options.command == "regenerate":
        print(f"{what} changed ({', '.join(backends)}; {seconds:.1f} s)")
        return 0
    if differences:
        print(f"{what} are not what the sources make. Repair: {REPAIR}", file=sys.stderr)
        return 1
    print(f"no drift: everything generated is what the sources make ({', '.join(backends)}; {seconds:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
