"""Updates delivered as they stand, for duplicates and forgeries."""

from pathlib import Path

from tests.support.sandbox import User, running_sandbox


async def test_an_update_after_a_forged_one_has_a_larger_number(tmp_path: Path) -> None:
    async with running_sandbox(tmp_path) as sandbox, sandbox.client() as client:
        anna = User(client)
        await anna.text("розы")
        await anna.raw({"update_id": 7_000_000, "message": {"message_id": 1, "text": "пионы"}})

        said = await anna.text("тюльпаны")

    assert said["update_id"] > 7_000_000
