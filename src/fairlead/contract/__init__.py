"""The contract guard: what a change of a backend's contract means for applications.

`impact` compares two versions of a contract and names the public methods, arguments and fields of public
models that break or grow. `check` does the same for what a server declares, before an application finds out.
On the command line they are `fairlead contract impact` and `fairlead contract check`.

Examples:
    >>> from fairlead.contract import check
    >>> report = check("handoffrail", "http://localhost:8080")
    >>> report.breaks
    0
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead.contract._accept import Acceptance
    from fairlead.contract._changes import Change
    from fairlead.contract._compare import check, impact
    from fairlead.contract._findings import Finding
    from fairlead.contract._report import Report
    from fairlead.contract._source import ContractError
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead.contract._accept": ["Acceptance"],
            "fairlead.contract._changes": ["Change"],
            "fairlead.contract._compare": ["check", "impact"],
            "fairlead.contract._findings": ["Finding"],
            "fairlead.contract._report": ["Report"],
            "fairlead.contract._source": ["ContractError"],
        },
    )

__all__ = ["Acceptance", "Change", "ContractError", "Finding", "Report", "check", "impact"]
