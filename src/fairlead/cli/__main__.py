"""`python -m fairlead.cli`: the command without its script."""

from __future__ import annotations

from fairlead.cli import main

main()
