"""Prometheus counters and histograms, and their text format."""

from __future__ import annotations

from collections import defaultdict

from fairlead.emulator._prometheus import header, sample

__all__ = ["Metrics"]

_COUNTERS = {
    "handoffrail_requests_total": "Requests answered.",
    "handoffrail_handoffs_total": "Packets created.",
    "handoffrail_webhook_deliveries_total": "Webhook delivery attempts.",
    "handoffrail_hitl_checkpoints_total": "Packets created with a required human checkpoint.",
    "handoffrail_hitl_responses_total": "Human answers.",
    "handoffrail_api_key_operations_total": "API keys created, revoked and rotated.",
}
_LATENCY = "handoffrail_request_latency_seconds"
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """The figures behind `GET /metrics`."""

    def __init__(self) -> None:
        self._counters: dict[str, dict[Labels, int]] = {}
        self._latencies: dict[Labels, list[float]] = {}
        self.clear()

    def clear(self) -> None:
        """Start again from zero."""
        self._counters = {name: defaultdict(int) for name in _COUNTERS}
        self._latencies = {}

    def count(self, name: str, **labels: str) -> None:
        """Add one to the counter `handoffrail_<name>_total`."""
        self._counters[f"handoffrail_{name}_total"][tuple(labels.items())] += 1

    def time(self, method: str, endpoint: str, seconds: float) -> None:
        """Note how long a request took."""
        labels = (("method", method), ("endpoint", endpoint))
        # One cell per bucket, then the overflow, then the sum.
        cells = self._latencies.setdefault(labels, [0.0] * (len(_BUCKETS) + 2))
        cells[next((i for i, bound in enumerate(_BUCKETS) if seconds <= bound), len(_BUCKETS))] += 1
        cells[-1] += seconds

    def text(self) -> str:
        """Everything in Prometheus text format."""
        lines: list[str] = []
        for name, help_text in _COUNTERS.items():
            lines += header(name, "counter", help_text)
            lines += [sample(name, value, labels) for labels, value in self._counters[name].items()]
        lines += header(_LATENCY, "histogram", "Time to answer a request.")
        for labels, cells in self._latencies.items():
            total = 0
            for bound, cell in zip((*map(str, _BUCKETS), "+Inf"), cells, strict=False):
                total += int(cell)
                lines.append(sample(f"{_LATENCY}_bucket", total, (*labels, ("le", bound))))
            lines.append(sample(f"{_LATENCY}_count", total, labels))
            lines.append(sample(f"{_LATENCY}_sum", f"{cells[-1]:.6f}", labels))
        return "\n".join(lines) + "\n"
