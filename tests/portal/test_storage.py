"""Where files lie: private on disk, and the same behaviour on an S3-compatible store."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils.module_loading import import_string

from portal.storage import local_folder, object_store
from tests.processes import free_port


def built(definition: dict[str, object]) -> Storage:
    """The storage that a definition in STORAGES describes."""
    kind = import_string(str(definition["BACKEND"]))
    found: Storage = kind(**definition["OPTIONS"])  # type: ignore[arg-type]
    return found


@pytest.fixture
def on_disk(tmp_path: Path) -> Storage:
    return built(local_folder(tmp_path, "evidence"))


@pytest.fixture
def in_bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", free_port(), verbose=False)
    server.start()
    endpoint = f"http://127.0.0.1:{server._port}"
    for name, value in {"ENDPOINT": endpoint, "REGION": "us-east-1", "ACCESS_KEY": "a", "SECRET_KEY": "b"}.items():
        monkeypatch.setenv(f"RECOURSE_S3_{name}", value)
    boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b"
    ).create_bucket(Bucket="vault")
    yield built(object_store("vault", "evidence"))
    server.stop()


@pytest.fixture(params=["on_disk", "in_bucket"])
def storage(request: pytest.FixtureRequest) -> Storage:
    found: Storage = request.getfixturevalue(request.param)
    return found


def test_what_was_saved_comes_back_under_its_own_name(storage: Storage) -> None:
    name = storage.save("case/abc", ContentFile(b"one"))
    assert name == "case/abc"
    with storage.open(name) as file:
        assert file.read() == b"one"


def test_saving_a_name_twice_is_one_file(storage: Storage) -> None:
    assert storage.save("case/abc", ContentFile(b"one")) == storage.save("case/abc", ContentFile(b"one"))
    assert storage.listdir("case")[1] == ["abc"]


def test_a_deleted_file_is_gone(storage: Storage) -> None:
    storage.save("case/abc", ContentFile(b"one"))
    storage.delete("case/abc")
    assert not storage.exists("case/abc")


def test_nobody_else_can_read_what_lies_on_disk(on_disk: Storage) -> None:
    path = Path(on_disk.path(on_disk.save("case/abc", ContentFile(b"one"))))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_names_stay_inside(on_disk: Storage) -> None:
    with pytest.raises(SuspiciousFileOperation):
        on_disk.save("../outside", ContentFile(b"one"))


def test_a_save_that_breaks_off_leaves_nothing(on_disk: Storage) -> None:
    class Breaking(ContentFile[bytes]):
        def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
            yield b"half"
            raise ConnectionError

    with pytest.raises(ConnectionError):
        on_disk.save("case/abc", Breaking(b"whole"))
    assert on_disk.listdir("case") == ([], [])
