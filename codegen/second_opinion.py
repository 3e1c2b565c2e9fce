"""`python -m codegen.second_opinion REDOCLY`: does Redocly call the same mutations breaking?

One mutation of each kind of the catalogue, of one contract of which everything counts as used: Redocly judges
documents, not facades. It is the first that the guard calls breaking, or the first at all. Where the two are
known to differ, and why, is said here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from codegen.mutations.catalogue import CATALOGUE, mutations
from codegen.mutations.score import named, used_entirely

DIFFERENT = {
    "operationId changed": "a name of ours, which is not on the wire",
}
"""Kind of mutation -> why Redocly says something else."""


def main(redocly: str, backend: str = "mycel") -> int:
    """Print the two opinions; the exit code is 1 if they differ where no reason is known."""
    root, baseline = used_entirely(backend)
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old.json"
        old.write_text(json.dumps(root, default=str), "utf-8")
        for kind in CATALOGUE:
            made = list(mutations(root, kind))
            if not made:
                continue
            mutation = next((one for one in made if named(baseline, one)), made[0])
            new = Path(folder) / "new.json"
            new.write_text(json.dumps(mutation.root, default=str), "utf-8")
            done = subprocess.run(
                ["node", redocly, "diff", str(old), str(new), "--fail-on", "major"],
                capture_output=True,
                env={**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"},
                check=False,
                timeout=120,
            )
            theirs, ours = done.returncode != 0, bool(named(baseline, mutation))
            reason = DIFFERENT.get(kind, "") if theirs != ours else ""
            wrong += theirs != ours and not reason
            opinions = f"guard: {_word(ours):<7} Redocly: {_word(theirs):<7}"
            print(f"{kind:<30} {opinions} {reason}".rstrip())
    return 1 if wrong else 0


def _word(breaks: bool) -> str:
    return "breaks" if breaks else "fine"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
