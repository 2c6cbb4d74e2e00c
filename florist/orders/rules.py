"""Which moves an order may make."""

STATUSES = (
    "draft", "awaiting_payment", "paid", "preparing", "delivering", "delivered", "cancelled",
    "refunded", "expired",
)  # fmt: skip

MOVES: dict[str, frozenset[str]] = {
    "draft": frozenset({"awaiting_payment", "cancelled"}),
    "awaiting_payment": frozenset({"paid", "cancelled", "expired"}),
    # Money may come in the minute after the hold ran out; if the flowers are still there, the order lives.
    "expired": frozenset({"awaiting_payment", "paid", "cancelled"}),
    "paid": frozenset({"preparing", "cancelled", "refunded"}),
    "preparing": frozenset({"delivering", "delivered", "refunded"}),
    "delivering": frozenset({"delivered", "refunded"}),
    "delivered": frozenset({"refunded"}),
    "cancelled": frozenset({"refunded"}),
    "refunded": frozenset(),
}

# While it is in one of these, the order holds its flowers and its window.
HOLDING = frozenset({"awaiting_payment", "paid", "preparing", "delivering", "delivered"})
# What a customer may cancel alone; later a florist has to be asked.
CANCELLABLE = frozenset({"draft", "awaiting_payment", "expired", "paid"})
# Orders that are still on their way.
OPEN = frozenset({"awaiting_payment", "paid", "preparing", "delivering"})


def may_move(status: str, to: str) -> bool:
    """Whether an order in ``status`` may become ``to``."""
    return to in MOVES.get(status, frozenset())
