"""Latencies and the table they are shown in; for both environments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Latency:
    """Milliseconds of ``count`` like calls."""

    p50: float
    p95: float
    count: int

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> Latency:
        """Raises ``ValueError`` when nothing was measured."""
        if not milliseconds:
            raise ValueError("nothing was measured")
        return cls(centile(milliseconds, 0.5), centile(milliseconds, 0.95), len(milliseconds))


def centile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(0, int(rank) - 1)]


@dataclass(frozen=True)
class Row:
    """One line of a table. ``most`` is the target of its p95 in milliseconds, where it has one."""

    name: str
    latency: Latency
    most: float | None = None

    @property
    def met(self) -> bool:
        return self.most is None or self.latency.p95 < self.most


def table(title: str, rows: Sequence[Row], baseline: Latency) -> str:
    """Every row in milliseconds and as so many empty calls of the same run; the baseline stands last."""
    head = ("", "calls", "p50 ms", "p95 ms", "p50 ×", "p95 ×", "target")
    body = [_cells(row, baseline) for row in (*rows, Row("an empty call", baseline))]
    widths = [max(len(line[column]) for line in (head, *body)) for column in range(len(head))]
    lines = [
        "  ".join(
            cell.ljust(width) if column in (0, 6) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (head, *body)
    ]
    return "\n".join([title, *(f"  {line}" for line in lines)])


def _cells(row: Row, baseline: Latency) -> tuple[str, ...]:
    latency = row.latency
    target = "" if row.most is None else f"p95 < {row.most:g} ms: {'met' if row.met else 'MISSED'}"
    return (
        row.name,
        str(latency.count),
        f"{latency.p50:.1f}",
        f"{latency.p95:.1f}",
        f"{latency.p50 / baseline.p50:.1f}",
        f"{latency.p95 / baseline.p95:.1f}",
        target,
    )
