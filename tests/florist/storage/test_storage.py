"""Both stores behind one port: a folder, and S3 over HTTP (moto's server)."""

import io
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from moto.server import ThreadedMotoServer
from PIL import Image

from florist.settings import Settings
from florist.storage import service as storage
from florist.storage.service import FolderStore, NotAPicture, PictureTooBig, S3Store, Signer, Store
from florist.storage.store import BadKey, StoredNothing, StoreUnavailable, check_key


@pytest.fixture(scope="module")
def s3_address() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    if request.param == "folder":
        yield FolderStore(tmp_path / "files", base_url="http://gateway", signer=Signer("petals"))
        return
    made = S3Store(
        request.getfixturevalue("s3_address"),
        access_key="key",
        secret_key="secret",
        bucket=f"shop-{os.urandom(4).hex()}",
        secure=False,
    )
    yield made
    await made.close()


class TestAStore:
    async def test_gives_back_what_it_was_given(self, store: Store) -> None:
        await store.put("catalogue/white-roses.png", b"petals", "image/png")

        assert await store.get("catalogue/white-roses.png") == b"petals"
        assert await store.exists("catalogue/white-roses.png")

    async def test_replaces_and_deletes(self, store: Store) -> None:
        await store.put("a.txt", b"1")
        await store.put("a.txt", b"2")
        assert await store.get("a.txt") == b"2"

        await store.delete("a.txt")
        await store.delete("a.txt")
        assert not await store.exists("a.txt")

    async def test_says_when_there_is_nothing(self, store: Store) -> None:
        with pytest.raises(StoredNothing):
            await store.get("no/such.png")
        assert not await store.exists("no/such.png")

    @pytest.mark.parametrize(
        "key", ["../secret", "/etc/passwd", "a//b", "a/../b", "", ".hidden", "a/.git", "я", "a\x00b"]
    )
    async def test_keeps_to_itself(self, store: Store, key: str) -> None:
        with pytest.raises(BadKey):
            await store.put(key, b"x")
        with pytest.raises(BadKey):
            check_key(key)

    async def test_forgets_temporary_files_after_a_day(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await store.put(storage.temporary_key("upload.jpg"), b"x")
        await store.put("customers/1/photos/a.jpg", b"x")

        assert await storage.forget_temporary(store) == 0
        monkeypatch.setattr(storage, "TEMPORARY_LIFE", -5)
        assert await storage.forget_temporary(store) == 1
        assert await store.exists("customers/1/photos/a.jpg")

    async def test_is_ready_when_it_can_be_written_to(self, store: Store) -> None:
        await store.ready()


class TestALink:
    async def test_of_s3_opens_for_whoever_has_it(self, s3_address: str) -> None:
        made = S3Store(s3_address, access_key="k", secret_key="s", bucket="links", secure=False)
        await made.put("a.png", b"petals")

        link = await made.link("a.png", 60)

        assert "X-Amz-Expires=60" in link
        async with httpx.AsyncClient(trust_env=False) as anybody:
            assert (await anybody.get(link)).content == b"petals"
        await made.close()

    def test_of_a_folder_ends_with_its_time(self) -> None:
        now = 1000.0
        signer = Signer("petals", clock=lambda: now)
        signed = signer.sign("a.png", 60)
        assert signer.read(signed) == "a.png"

        now = 1061.0
        with pytest.raises(StoredNothing):
            signer.read(signed)

    def test_of_another_secret_opens_nothing(self) -> None:
        with pytest.raises(StoredNothing):
            Signer("petals").read(Signer("thorns").sign("a.png", 60))

    def test_cannot_be_turned_to_another_file(self) -> None:
        signer = Signer("petals")
        _, mac = signer.sign("a.png", 60).split(".")
        body, _ = signer.sign("b.png", 60).split(".")
        with pytest.raises(StoredNothing):
            signer.read(f"{body}.{mac}")


class TestS3Away:
    async def test_is_told_as_unavailable(self) -> None:
        away = S3Store("127.0.0.1:1", access_key="k", secret_key="s", bucket="shop-away", secure=False)

        with pytest.raises(StoreUnavailable):
            await away.get("a.png")
        await away.close()


class TestAPhoto:
    async def test_lies_in_its_customers_folder_named_by_its_content(self, store: Store) -> None:
        photo = picture("JPEG")
        first = await storage.keep_photo(store, 1001, photo)
        again = await storage.keep_photo(store, 1001, photo)
        other = await storage.keep_photo(store, 1002, photo)

        assert first == again
        assert first.startswith("customers/1001/photos/")
        assert other.startswith("customers/1002/photos/")

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_is_known_by_its_content(self, kind: str) -> None:
        checked = storage.pictures.check(picture(kind))

        assert (checked.width, checked.height) == (40, 30)
        assert checked.content_type == f"image/{kind.lower()}"

    @pytest.mark.parametrize(
        "data",
        [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n broken", b"%PDF-1.4", b"PK\x03\x04"],
    )
    def test_that_is_something_else_is_refused(self, data: bytes) -> None:
        with pytest.raises(NotAPicture):
            storage.pictures.check(data)

    def test_cut_off_in_the_middle_is_refused(self) -> None:
        whole = picture("JPEG", (400, 400))
        with pytest.raises(NotAPicture):
            storage.pictures.check(whole[: len(whole) // 2])

    def test_with_too_many_bytes_is_refused(self) -> None:
        with pytest.raises(PictureTooBig):
            storage.pictures.check(picture("PNG"), max_bytes=10)

    def test_with_too_many_pixels_is_refused_before_it_is_unpacked(self) -> None:
        out = io.BytesIO()
        Image.new("1", (9000, 9000)).save(out, "PNG")
        with pytest.raises(PictureTooBig):
            storage.pictures.check(out.getvalue())


class TestTheSettings:
    def test_choose_the_folder_until_an_s3_is_named(self, tmp_path: Path) -> None:
        plain = Settings(_env_file=None, data_dir=tmp_path)  # type: ignore[call-arg]  # pydantic-settings' own
        named = plain.model_copy(update={"s3_endpoint": "127.0.0.1:9000", "s3_secure": False})

        assert isinstance(storage.open_store(plain), FolderStore)
        assert isinstance(storage.open_store(named), S3Store)


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(out, kind)
    return out.getvalue()
