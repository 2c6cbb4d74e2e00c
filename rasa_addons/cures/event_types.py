"""Which class an event's name means, looked up once.

Rasa walks the whole tree of event classes for every event it reads (`Event.resolve_by_type`): half the time
of loading a conversation. The classes do not change while the server runs, so the answers are kept.
"""

from __future__ import annotations

from rasa.shared.core.events import Event

from rasa_addons.version import require_rasa

_found: dict[str, type[Event]] = {}


def install() -> None:
    require_rasa(__name__)
    if Event.resolve_by_type is not resolve_by_type:
        global _walk
        _walk = Event.resolve_by_type
        Event.resolve_by_type = staticmethod(resolve_by_type)


def resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """As Rasa's own; only names that resolve to a class are remembered."""
    found = _found.get(type_name)
    if found is None:
        found = _walk(type_name, default)
        if found is not None and found is not default:
            _found[type_name] = found
    return found


_walk = Event.resolve_by_type
