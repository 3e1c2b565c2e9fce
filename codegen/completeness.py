"""`python -m codegen.completeness`: no operation without a method, and no method without an operation.

The same for messages outside of HTTP: each is read or sent by a method, as the functions show that
`[readers]` and `[senders]` name. And what the contract describes is seen to be sent and read (see
`blind_spots.py`), or no change of it would be noticed. What no method offers or reads, what needs no
operation, what cannot be seen, and where a public model and the contract disagree on purpose is listed with
its reason in `openapi/guard.toml`. Anything else is an error, and so is an entry that is not needed.
"""

from __future__ import annotations

import fnmatch
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from codegen import manifest, spec
from codegen.blind_spots import unread, unsent
from codegen.project import Project
from fairlead.contract import _source as source
from fairlead.contract._document import Document
from fairlead.contract._static import misfits

GUARD = "openapi/guard.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for.

    Attributes:
        table: Where its exceptions are: `[table.backend]`.
        what: What is wrong with what is found.
        repair: What to do about it.
    """

    table: str
    what: str
    repair: str


OPERATIONS = Rule("operations", "is offered by no method", "write a method")
METHODS = Rule("methods", "uses no operation", "call a generated endpoint")
MESSAGES = Rule(
    "messages", "is read or sent by no method", "name what reads it in [readers], or sends it in [senders]"
)
HANDLERS = Rule(
    "unused handlers",
    "reads or sends a message, and is used by no method",
    "name what is used in [readers] or [senders]",
)
UNSENT = Rule(
    "unsent",
    "is described by the contract, and is not seen to be sent",
    "send it in a way that codegen/bodies.py can read",
)
UNREAD = Rule(
    "unread",
    "is described by the contract, and is not seen to be read as a model",
    "name the model where the answer is decoded, as codegen/calls.py can read it",
)
MODELS = Rule("models", "does not fit the contract", "change the model or the contract")


def problems(project: Project, exceptions: Mapping[str, Any]) -> Iterator[str]:
    """Everything that is neither right nor excepted, in words."""
    for backend in project.backends:
        methods = manifest.methods(project, backend)
        if not any(methods.values()):
            continue  # a contract alone; a facade comes with its methods
        used = {operation for found in methods.values() for operation in found}
        operations = [one.id for one in spec.operations(spec.load(project.spec(backend)))]
        reading = manifest.used_handlers(project, backend)
        idle = [name for name, found in methods.items() if not found and not reading[name]]
        contract, calls = source.contract(backend), source.usage(backend)
        messages, usage = source.message_contract(backend) or Document({}), source.message_usage(backend)
        wrong = [*misfits(contract, calls), *misfits(messages, usage)]
        listening = {name for found in reading.values() for name in found}
        handlers = {name for given in manifest.handlers(project, backend).values() for name in given}
        found = {
            OPERATIONS: {name: name for name in operations if name not in used},
            METHODS: {name: name for name in idle},
            MESSAGES: {one.id: one.id for one in messages.operations.values() if one.id not in usage.calls},
            HANDLERS: {name: name for name in handlers - listening},
            UNSENT: {name: name for name in (*unsent(contract, calls), *unsent(messages, usage))},
            UNREAD: {name: name for name in (*unread(contract, calls), *unread(messages, usage))},
            MODELS: {one.key: str(one) for one in wrong},
        }
        for rule, named in found.items():
            listed = cast("Mapping[str, str]", exceptions.get(rule.table, {}).get(backend, {}))
            yield from _unexcused(backend, rule, named, listed)


def _unexcused(
    backend: str, rule: Rule, named: Mapping[str, str], listed: Mapping[str, str]
) -> Iterator[str]:
    for name, shown in sorted(named.items()):
        if not any(fnmatch.fnmatchcase(name, pattern) for pattern in listed):
            yield (
                f"{backend}: {shown} {rule.what}: {rule.repair},"
                f" or give the reason in {GUARD}, [{rule.table}.{backend}]"
            )
    for pattern, reason in listed.items():
        if not reason.strip():
            yield f"{GUARD}: {pattern!r} in [{rule.table}.{backend}] has no reason"
        if not any(fnmatch.fnmatchcase(name, pattern) for name in named):
            yield f"{GUARD}: {pattern!r} in [{rule.table}.{backend}] is not needed: remove it"


def main() -> int:
    """Print every problem; the exit code is 1 if there are any."""
    project = Project()
    exceptions = tomllib.loads(project.guard.read_text("utf-8"))
    found = list(problems(project, exceptions))
    for problem in found:
        print(problem)
    if found:
        print(f"{len(found)} problems", file=sys.stderr)
        return 1
    print("operations, methods, messages and models fit each other and can be seen, or say why not")
    return 0


if __name__ == "__main__":
    sys.exit(main())
