"""Knowing what the clients do: a record of every call.

    from fairlead.telemetry import observe

    observe(lambda call: print(call.backend, call.operation, call.status, f"{call.seconds:.3f} s"))

For OpenTelemetry, see [`fairlead.opentelemetry`][]. The logger `fairlead` writes a line for every attempt at
level DEBUG, which has the facts as a dictionary, too: the attribute `fairlead` of the record.
"""

from fairlead._core.observe import AttemptRecord, CallRecord, Observer, observe

__all__ = ["AttemptRecord", "CallRecord", "Observer", "observe"]
