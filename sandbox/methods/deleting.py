"""Taking messages back."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.limits import DELETE_SECONDS
from sandbox.methods.sending import find_chat
from sandbox.parameters import Parameters
from sandbox.world import StoredMessage


def too_old(sandbox: Sandbox, message: StoredMessage) -> bool:
    return sandbox.clock.now() - int(message.body["date"]) > DELETE_SECONDS


async def delete_message(sandbox: Sandbox, parameters: Parameters) -> bool:
    person = find_chat(sandbox, parameters)
    message_id = parameters.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = sandbox.world.message(person.id, message_id)
    if message is None:
        raise bad_request("message to delete not found")
    if too_old(sandbox, message):
        raise bad_request("message can't be deleted for everyone")
    sandbox.world.delete(message)
    return True


async def delete_messages(sandbox: Sandbox, parameters: Parameters) -> bool:
    person = find_chat(sandbox, parameters)
    ids = parameters.json("message_ids", list, "message identifiers")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    for message_id in ids:
        message = sandbox.world.message(person.id, message_id) if isinstance(message_id, int) else None
        if message is not None and not too_old(sandbox, message):
            sandbox.world.delete(message)
    return True


METHODS: dict[str, Any] = {"deleteMessage": delete_message, "deleteMessages": delete_messages}
