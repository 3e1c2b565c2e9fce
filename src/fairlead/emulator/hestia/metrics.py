"""Counts of what the server did, and their Prometheus text format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fairlead.emulator._prometheus import header, sample

__all__ = ["Metrics"]

_BACKEND = "emulator"
_FAMILIES = {
    "core01_cancellations_total": ("counter", "Streams that the client dropped."),
    "hestia_routing_decisions_total": ("counter", "Commands sent to a backend."),
    "hestia_routing_fallback_total": ("counter", "Commands sent to another backend than the first choice."),
    "hestia_routing_no_backend_total": ("counter", "Commands for which there was no backend."),
    "hestia_backend_health_score": ("gauge", "Health of a backend, from 0 to 1."),
    "hestia_routing_policy_score": ("gauge", "Part of a policy's commands that were not blocked."),
}

Sample = tuple[dict[str, str], float]


class Metrics:
    """The figures behind `GET /metrics` and `GET /api/system/metrics`."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Start again from zero."""
        self.requests: int = 0
        self.cancellations = 0
        self._milliseconds = 0.0
        self._routed: Counter[str] = Counter()
        self._judged: Counter[str] = Counter()
        self._blocked: Counter[str] = Counter()

    def count_request(self, seconds: float) -> None:
        """Note a request that was answered, and how long that took."""
        self.requests += 1
        self._milliseconds += seconds * 1000

    def count_command(self, policy: str, mode: str, *, blocked: bool) -> None:
        """Note a command, the policy it fell under, and the mode it asked for."""
        self._judged[policy] += 1
        if blocked:
            self._blocked[policy] += 1
        else:
            self._routed[mode] += 1

    @property
    def mean_latency_ms(self) -> float:
        """Mean duration of a request; 0.0 before the first."""
        return self._milliseconds / self.requests if self.requests else 0.0

    def text(self, health: float) -> str:
        """Everything in Prometheus text format.

        Args:
            health: Health of the one backend that there is, from 0.0 to 1.0.
        """
        backend = {"backend": _BACKEND}
        samples: dict[str, Iterable[Sample]] = {
            "core01_cancellations_total": [({}, self.cancellations)],
            "hestia_routing_decisions_total": [
                ({**backend, "mode": mode, "reason": "only_backend"}, count)
                for mode, count in sorted(self._routed.items())
            ],
            # There is one backend, and it is always there.
            "hestia_routing_fallback_total": [({}, 0)],
            "hestia_routing_no_backend_total": [({}, 0)],
            "hestia_backend_health_score": [({**backend, "score_type": "overall"}, health)],
            "hestia_routing_policy_score": [
                ({"policy": policy}, 1 - self._blocked[policy] / count)
                for policy, count in sorted(self._judged.items())
            ],
        }
        lines: list[str] = []
        for name, (kind, about) in _FAMILIES.items():
            lines += header(name, kind, about)
            lines += [sample(name, f"{value:g}", labels.items()) for labels, value in samples[name]]
        return "\n".join(lines) + "\n"
