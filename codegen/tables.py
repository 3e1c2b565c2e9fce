"""The tables of the documentation that say what the code does: made from the code, so they cannot be wrong.

A document has `<!-- table: NAME -->` and `<!-- end -->` on lines of their own; what stands between is made
here. `python -m codegen.tables` writes it; with `check` it fails if a document is not what would be written.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from codegen import scenario_tables
from codegen.project import ROOT
from fairlead import errors
from fairlead._core.answers import ErrorFamily
from fairlead._core.retry import Attempt, Outcome, RetryPolicy, may_resend

_BLOCK = re.compile(r"(?<=<!-- table: )(?P<name>[a-z-]+)(?P<open> -->\n).*?(?=<!-- end -->)", re.DOTALL)


def families() -> dict[str, ErrorFamily]:
    """The error classes of each backend that has a facade."""
    folder = ROOT / "src" / "fairlead" / "_async"
    names = sorted(path.parent.name for path in folder.glob("*/client.py"))
    return {name: importlib.import_module(f"fairlead.{name}._errors").FAMILY for name in names}


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def retries() -> str:
    """What is sent again."""
    cases = [
        ("no connection could be made", Outcome.NOT_SENT, None),
        ("the reply was lost, or did not come in time", Outcome.REPLY_LOST, None),
        *((f"status {status}", Outcome.ANSWERED, status) for status in (408, 409, 429, 500, 502, 503, 504)),
        ("any other status", Outcome.ANSWERED, 400),
    ]

    def said(outcome: Outcome, status: int | None, method: str, *, keyed: bool) -> str:
        again = may_resend(Attempt(method, outcome, status=status, keyed=keyed))
        return "again" if again else "never"

    rows = [
        (
            what,
            said(outcome, status, "GET", keyed=False),
            said(outcome, status, "POST", keyed=True),
            said(outcome, status, "POST", keyed=False),
        )
        for what, outcome, status in cases
    ]
    return table(("what happened", "GET, HEAD", "with an idempotency key", "every other"), rows)


def waits() -> str:
    """How long is waited before a request is sent again."""
    policy = RetryPolicy()
    tries = range(1, policy.max_retries + 1)
    failed = [Attempt("GET", Outcome.NOT_SENT, number) for number in tries]
    rows = [
        (str(each.number), _seconds(policy.delay(each, random=1.0)), _seconds(policy.delay(each, random=0.0)))
        for each in failed
    ]
    return table(("after attempt", "at least", "at most"), rows)


def defaults() -> str:
    """Timeouts and retries of each client, if nothing is said."""
    rows: list[tuple[str, str, str]] = []
    for name in families():
        module: Any = importlib.import_module(f"fairlead.{name}")
        for client in sorted(each for each in module.__all__ if re.fullmatch(r"\w*Client", each)):
            parameters = inspect.signature(getattr(module, client)).parameters
            tries = parameters.get("max_retries", parameters.get("retries"))
            if "timeout" in parameters and tries is not None:
                rows.append((f"`{name}.{client}`", _value(parameters["timeout"]), _value(tries)))
    return table(("client", "timeout (s)", "retries"), rows)


def kinds() -> str:
    """The shared error classes."""
    rows: list[tuple[str, str, str]] = []
    for name in errors.__all__:
        kind: type[BaseException] = getattr(errors, name)
        bases = ", ".join(f"`{base.__name__}`" for base in kind.__bases__)
        rows.append((f"`{name}`", bases, inspect.cleandoc(kind.__doc__ or "").split("\n")[0]))
    return table(("error", "is also", "means"), rows)


def statuses() -> str:
    """The class that each status has in each backend."""
    known = families()
    every = sorted({status for family in known.values() for status in family.statuses})
    rows = [
        (
            str(status),
            *(
                f"`{family.statuses.get(status, _other(family, status)).__name__}`"
                for family in known.values()
            ),
        )
        for status in [*every, 500]
        if status != 500 or 500 not in every
    ]
    return table(("status", *(f"`fairlead.{name}`" for name in known)), rows)


def decisions() -> str:
    """The records of decisions, by number."""
    files = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    titles = [path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in files]
    return "".join(f"- [{title}]({path.name})\n" for path, title in zip(files, titles, strict=True))


def changelog() -> str:
    """The changelog, with its links as they are from the documentation."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    return text.partition("\n")[2].strip().replace("](docs/", "](") + "\n"


def scenarios() -> str:
    """The scenarios that come with the backends."""
    return table(("scenario", "what happens"), scenario_tables.scenarios())


def steps() -> str:
    """What an agent can do in a scenario of each backend."""
    return "\n".join(
        f"#### {backend}\n\n{table(('step', 'fields', 'what happens'), rows)}"
        for backend, rows in scenario_tables.steps()
    )


def faults() -> str:
    """What a fault says."""
    return table(("field", "meaning"), scenario_tables.faults())


TABLES: dict[str, Callable[[], str]] = {
    "retries": retries,
    "waits": waits,
    "defaults": defaults,
    "errors": kinds,
    "statuses": statuses,
    "decisions": decisions,
    "changelog": changelog,
    "scenarios": scenarios,
    "steps": steps,
    "faults": faults,
}


def written(text: str) -> str:
    """A document with its tables as the code has them.

    Raises:
        KeyError: The document asks for a table that there is not.
    """
    return _BLOCK.sub(lambda found: f"{found['name']}{found['open']}\n{TABLES[found['name']]()}\n", text)


def outdated(docs: Path) -> dict[Path, str]:
    """The documents whose tables are not as the code has them, and what they should be."""
    texts = {path: path.read_text("utf-8") for path in sorted(docs.rglob("*.md"))}
    return {path: new for path, text in texts.items() if (new := written(text)) != text}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or check them. Returns 1 if a check fails."""
    parser = argparse.ArgumentParser(prog="python -m codegen.tables")
    parser.add_argument("action", nargs="?", choices=["write", "check"], default="write")
    check = parser.parse_args(arguments).action == "check"
    found = outdated(ROOT / "docs")
    for path, text in found.items():
        said = "is not what the code says; run `nox -s docs`" if check else "written"
        print(f"{path.relative_to(ROOT)}: {said}")
        if not check:
            path.write_text(text, "utf-8")
    return 1 if check and found else 0


def _other(family: ErrorFamily, status: int) -> type[errors.StatusError]:
    return family.server if status >= 500 else family.unexpected


def _seconds(delay: float | None) -> str:
    return "never" if delay is None else f"{delay:g} s"


def _value(parameter: inspect.Parameter) -> str:
    return "unset" if parameter.default is None else f"{parameter.default:g}"


if __name__ == "__main__":
    sys.exit(main())
