"""The people who write to the bot."""

from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Person:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "ru"
    phone_number: str | None = None
    blocked: bool = False
    started: bool = False  # has written to the bot; before that the bot cannot write to them
    cloud: dict[str, str] = field(default_factory=dict)  # Mini App CloudStorage
    menu_button: Json | None = None

    def as_user(self) -> Json:
        """Telegram's User."""
        shown: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if getattr(self, name):
                shown[name] = getattr(self, name)
        return shown

    def as_chat(self) -> Json:
        """Telegram's private Chat."""
        shown = {"id": self.id, "type": "private", "first_name": self.first_name}
        for name in ("last_name", "username"):
            if getattr(self, name):
                shown[name] = getattr(self, name)
        return shown

    def saved(self) -> Json:
        return asdict(self)


# Shown by the page before anybody has written; created on first use, as everyone else.
PRESETS: tuple[Json, ...] = (
    {"id": 1001, "first_name": "Анна", "username": "anna_flowers", "language_code": "ru", "role": "customer"},
    {"id": 1002, "first_name": "Ben", "username": "ben_writes", "language_code": "en", "role": "customer"},
    {"id": 9001, "first_name": "Ольга", "username": "olga_admin", "language_code": "ru", "role": "admin"},
    {
        "id": 9101,
        "first_name": "Марк",
        "username": "mark_florist",
        "language_code": "ru",
        "role": "specialist",
    },
)


def preset(user_id: int) -> Json:
    """The known facts of a preset person; a plain new person otherwise."""
    for known in PRESETS:
        if known["id"] == user_id:
            return {name: value for name, value in known.items() if name != "role"}
    return {"id": user_id, "first_name": f"User {user_id}", "language_code": "ru"}
