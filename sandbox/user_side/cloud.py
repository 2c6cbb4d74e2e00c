"""A Mini App's CloudStorage, by the method names of Telegram's bridge."""

from typing import Any

from sandbox.errors import UserSideError
from sandbox.people import Json, Person

KEYS = 1024
VALUE = 4096


def perform(person: Person, wish: Json) -> Any:
    """Raises UserSideError for an unknown method or ill-shaped parameters."""
    params = wish.get("params")
    given: Json = params if isinstance(params, dict) else {}
    listed = given.get("keys")
    keys = [key for key in listed if isinstance(key, str)] if isinstance(listed, list) else []
    match wish.get("method"):
        case "saveStorageValue":
            return save(person, given.get("key"), given.get("value"))
        case "deleteStorageValues":
            for key in keys:
                person.cloud.pop(key, None)
            return True
        case "getStorageValues":
            return {key: person.cloud.get(key, "") for key in keys}
        case "getStorageKeys":
            return list(person.cloud)
    raise UserSideError("unknown method of the cloud storage")


def save(person: Person, key: Any, value: Any) -> bool:
    if not isinstance(key, str) or not 1 <= len(key) <= 128:
        raise UserSideError("KEY_INVALID")
    if not isinstance(value, str) or len(value) > VALUE:
        raise UserSideError("VALUE_INVALID")
    if key not in person.cloud and len(person.cloud) >= KEYS:
        raise UserSideError("QUOTA_EXCEEDED")
    person.cloud[key] = value
    return True
