"""Giving files back."""

from typing import Any

from sandbox.core import Sandbox
from sandbox.errors import bad_request
from sandbox.limits import DOWNLOAD_BYTES
from sandbox.parameters import Parameters
from sandbox.people import Json


async def get_file(sandbox: Sandbox, parameters: Parameters) -> Json:
    file_id = parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = sandbox.media.get(file_id)
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


METHODS: dict[str, Any] = {"getFile": get_file}
