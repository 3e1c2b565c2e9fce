"""`python -m fairlead`: the command `fairlead` without its script."""

from __future__ import annotations

from fairlead.cli import main

main()
