"""What the operators' dashboards read: counters and latencies, none of it personal."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_TURN_BUCKETS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60)


class Metrics:
    """One registry per gateway, so that two of them (as in tests) do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("gateway_updates", "Updates stored, by kind", ["kind"], registry=self.registry)
        self.duplicates = Counter(
            "gateway_duplicates", "Updates that had been stored before", registry=self.registry
        )
        self.limited = Counter(
            "gateway_limited", "Updates refused as too many, by limit", ["limit"], registry=self.registry
        )
        self.turns = Counter(
            "gateway_turns",
            "Turns of the dialogue, by kind and outcome",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self.turn_seconds = Histogram(
            "gateway_turn_seconds",
            "Time that Rasa took for a turn",
            buckets=_TURN_BUCKETS,
            registry=self.registry,
        )
        self.update_seconds = Histogram(
            "gateway_update_seconds",
            "Time from an update's arrival to its answer in the outbox",
            buckets=_TURN_BUCKETS,
            registry=self.registry,
        )
        self.send_seconds = Histogram(
            "gateway_send_seconds",
            "Time of one send to Telegram",
            buckets=_TURN_BUCKETS,
            registry=self.registry,
        )
        self.failures = Counter(
            "gateway_failures", "What went wrong, by kind", ["kind"], registry=self.registry
        )
        self.sent = Counter("gateway_sent", "Messages sent, by kind", ["kind"], registry=self.registry)
        self.outbox = Gauge("gateway_outbox_size", "Messages waiting to be sent", registry=self.registry)
        self.inbox = Gauge(
            "gateway_inbox_size",
            "Updates by state: waiting (new) and given up (dead)",
            ["state"],
            registry=self.registry,
        )

    def text(self) -> bytes:
        """Prometheus text format."""
        return generate_latest(self.registry)
