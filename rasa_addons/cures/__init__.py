"""What Rasa 3.6.21 costs or does wrong, and a small cure for each.

Every module says what it cures and replaces as little as it can; each refuses to load on another Rasa.
`install()` puts them all in place and is called by our own entry points before a model is loaded. Installing
twice changes nothing.
"""

from __future__ import annotations

from rasa_addons.cures import (
    action_reply,
    connections,
    empty_domain,
    event_types,
    fallback,
    graph,
    history,
    logs,
    memories,
    payload,
    rules,
    session,
)

ALL = (
    event_types,
    action_reply,
    connections,
    payload,
    session,
    history,
    graph,
    memories,
    rules,
    fallback,
    empty_domain,
    logs,
)


def install() -> None:
    """Puts every cure in place. Raises WrongRasa on a Rasa they were not written for."""
    for cure in ALL:
        cure.install()
