"""How the bot gets its updates: long polling or a webhook."""

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.methods.answer import Described
from sandbox.parameters import Parameters
from sandbox.people import Json
from sandbox.settings import is_loopback

PORTS = {443, 80, 88, 8443}
CERTIFICATE_BYTES = 3 << 20


async def get_updates(sandbox: Sandbox, parameters: Parameters) -> list[Json]:
    remember_allowed(sandbox, parameters)
    return await sandbox.updates.poll(
        offset=parameters.integer("offset"),
        limit=parameters.integer("limit", 100),
        wait=parameters.integer("timeout"),
    )


def remember_allowed(sandbox: Sandbox, parameters: Parameters) -> None:
    """The list of wanted update kinds; when it is not given, the previous one stays."""
    if parameters.values.get("allowed_updates") is None:
        return
    kinds = parameters.json("allowed_updates", list, "allowed_updates") or []
    sandbox.updates.backlog.allowed = [str(kind) for kind in kinds] or None


async def set_webhook(sandbox: Sandbox, parameters: Parameters) -> Described:
    url = parameters.text("url").strip()
    secret = parameters.text("secret_token")
    if not url:
        return await delete_webhook(sandbox, parameters)
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    check_webhook_url(url)
    certificate = parameters.uploads.get("certificate")
    if certificate is not None and len(certificate.data) > CERTIFICATE_BYTES:
        raise bad_request("certificate size is too big")
    remember_allowed(sandbox, parameters)
    if parameters.flag("drop_pending_updates"):
        sandbox.updates.backlog.clear()
    fresh: Json = {
        "url": url,
        "has_custom_certificate": certificate is not None,
        "max_connections": min(100, max(1, parameters.integer("max_connections", 40))),
        "secret_token": secret,
        "allowed_updates": sandbox.updates.backlog.allowed,
    }
    if parameters.has("ip_address"):
        fresh["ip_address"] = parameters.text("ip_address")
    known = {name: sandbox.world.webhook.get(name) for name in fresh}
    sandbox.updates.interrupt("terminated by setWebhook request")
    if known == fresh:
        return Described(True, "Webhook is already set")
    sandbox.world.webhook = fresh
    sandbox.world.save()
    sandbox.updates.arrived.set()
    return Described(True, "Webhook was set")


def check_webhook_url(url: str) -> None:
    """HTTPS on Telegram's four ports; on this machine HTTP and any port, as its local server allows."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port
    except ValueError:
        raise bad_request("bad webhook: invalid webhook URL specified") from None
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise bad_request("bad webhook: invalid webhook URL specified")
    if is_loopback(parts.hostname):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (port or 443) not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


async def delete_webhook(sandbox: Sandbox, parameters: Parameters) -> Described:
    if parameters.flag("drop_pending_updates"):
        sandbox.updates.backlog.clear()
    if not sandbox.world.webhook.get("url"):
        return Described(True, "Webhook is already deleted")
    sandbox.world.webhook = {"allowed_updates": sandbox.updates.backlog.allowed}
    sandbox.world.save()
    return Described(True, "Webhook was deleted")


async def get_webhook_info(sandbox: Sandbox, parameters: Parameters) -> Json:
    webhook = sandbox.world.webhook
    sandbox.updates.backlog.expire(sandbox.clock.now())
    info: Json = {
        "url": webhook.get("url", ""),
        "has_custom_certificate": webhook.get("has_custom_certificate", False),
        "pending_update_count": len(sandbox.updates.backlog),
    }
    if webhook.get("url"):
        for name in ("max_connections", "ip_address", "last_error_date", "last_error_message"):
            if webhook.get(name):
                info[name] = webhook[name]
    if sandbox.updates.backlog.allowed:
        info["allowed_updates"] = sandbox.updates.backlog.allowed
    return info


METHODS: dict[str, Any] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
