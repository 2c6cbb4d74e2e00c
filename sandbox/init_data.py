"""Launch data of Mini Apps, signed both ways Telegram signs it."""

import base64
import hashlib
import hmac
import json
from functools import cache
from urllib.parse import quote, urlencode

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa

from sandbox import INIT_DATA_KEY_SEED
from sandbox.people import Json, Person


@cache
def _key() -> ECC.EccKey:
    return ECC.construct(curve="Ed25519", seed=INIT_DATA_KEY_SEED)


def public_key() -> str:
    """Hex of the Ed25519 key that third parties check the sandbox's `signature` with."""
    return _key().public_key().export_key(format="raw").hex()


def init_data(
    person: Person, *, token: str, auth_date: int, query_id: str | None = None, start_param: str | None = None
) -> str:
    """A query string with user, auth_date, signature and hash, as Telegram.WebApp.initData holds it."""
    user: Json = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name or "",
        "allows_write_to_pm": True,
    }
    if person.username:
        user["username"] = person.username
    if person.language_code:
        user["language_code"] = person.language_code
    fields = {
        "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(auth_date),
    }
    if query_id:
        fields["query_id"] = query_id
    if start_param:
        fields |= {
            "start_param": start_param,
            "chat_type": "private",
            "chat_instance": str(7_000_000 + person.id),
        }
    fields["signature"] = signature(fields, bot_id=token.partition(":")[0])
    fields["hash"] = launch_hash(fields, token=token)
    return urlencode(fields, quote_via=quote)


def check_string(fields: dict[str, str]) -> str:
    return "\n".join(f"{name}={fields[name]}" for name in sorted(fields))


def signature(fields: dict[str, str], *, bot_id: str) -> str:
    message = f"{bot_id}:WebAppData\n{check_string(fields)}".encode()
    signed = eddsa.new(_key(), "rfc8032").sign(message)
    return base64.urlsafe_b64encode(signed).decode().rstrip("=")


def launch_hash(fields: dict[str, str], *, token: str) -> str:
    """HMAC over all fields but the hash itself; the signature is one of them."""
    secret = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return hmac.new(secret, check_string(fields).encode(), hashlib.sha256).hexdigest()
