"""The shared cache: counts across processes, is JSON, and is patient when nobody answers."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache.backends.base import BaseCache
from redis import Redis

from portal.broker import BrokerPart, is_answering
from portal.cache import PatientRedisCache
from portal.state import runtime_folder

OPTIONS = {"OPTIONS": {"serializer": "portal.cache.JSONSerializer"}}


def cache_at(path: Path) -> BaseCache:
    return PatientRedisCache(f"unix://{path}?db=1", OPTIONS)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[BrokerPart]:
    runtime = runtime_folder(tmp_path)
    part = BrokerPart(runtime / "broker.sock", tmp_path / "broker", {})
    part.tend()
    assert part.wait_until_answering(5)
    yield part
    part.clear_group()
    (runtime / "broker.sock").unlink(missing_ok=True)
    runtime.rmdir()


def test_row_15_tries_are_counted_by_everyone(broker: BrokerPart) -> None:
    one, other = cache_at(broker.socket_path), cache_at(broker.socket_path)
    assert one.add("tries", 1, 60)
    assert not other.add("tries", 1, 60)
    assert other.incr("tries") == 2
    assert one.get("tries") == 2


def test_row_10_what_is_stored_is_json(broker: BrokerPart) -> None:
    cache_at(broker.socket_path).set("words", {"a": ["b", 1]}, 60)
    raw = Redis(unix_socket_path=str(broker.socket_path), db=1)
    assert [raw.get(key) for key in raw.scan_iter("*words")] == [b'{"a":["b",1]}']


def test_a_cache_that_is_away_forgets_quickly(tmp_path: Path) -> None:
    cache = cache_at(tmp_path / "nobody.sock")
    began = time.monotonic()
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.add("a", 1)
    assert cache.delete("a") is False
    assert cache.get_many(["a"]) == {}
    assert "a" not in cache
    with pytest.raises(ValueError, match="a"):
        cache.incr("a")
    assert time.monotonic() - began < 2


def test_the_broker_keeps_what_it_was_told_over_a_restart(broker: BrokerPart) -> None:
    Redis(unix_socket_path=str(broker.socket_path)).lpush("celery", "job")
    time.sleep(1.2)
    broker.clear_group()
    assert not is_answering(broker.socket_path)
    while broker.process is None or not is_answering(broker.socket_path):
        broker.tend()
        time.sleep(0.05)
    assert Redis(unix_socket_path=str(broker.socket_path)).llen("celery") == 1
