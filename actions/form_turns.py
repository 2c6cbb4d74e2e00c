"""What happened since the person's message: how a form knows that it begins, was interrupted, or took over from another."""

from actions.turn import Events, Turn

_TELLING = {"action", "active_loop", "action_execution_rejected"}


def _since_message(turn: Turn) -> Events:
    """The events that followed the person's message, without the form's own mark at the end."""
    events = turn.tracker.events
    last = next((i for i in range(len(events) - 1, -1, -1) if events[i].get("event") == "user"), -1)
    return [event for event in events[last + 1 :] if event.get("event") in _TELLING][:-1]


def begins(turn: Turn, form: str) -> bool:
    """Whether this message is the one that opened the form."""
    return any(e.get("event") == "active_loop" and e.get("name") == form for e in _since_message(turn))


def form_left(turn: Turn, form: str) -> str | None:
    """The other form that gave way to this one in this turn."""
    names = [e.get("name") for e in _since_message(turn) if e.get("event") == "action_execution_rejected"]
    return next((str(name) for name in names if name != form), None)


def was_interrupted(turn: Turn, form: str) -> bool:
    """Whether something else was done since the person's message: then the form only asks on."""
    return any(
        e.get("event") == "action_execution_rejected" or e.get("name") not in {form, "action_listen"}
        for e in _since_message(turn)
    )
