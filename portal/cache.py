"""The shared cache: JSON instead of pickle, and patient when its server is away.

Limits on tries are counted here. A cache that is down forgets, it never takes a page with it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

SECONDS_TO_WAIT = 0.5


class JSONSerializer:
    """Values as JSON text; whole numbers stay plain digits, so that the server can count them.

    >>> JSONSerializer().loads(JSONSerializer().dumps({"tries": 3}))
    {'tries': 3}
    """

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, separators=(",", ":")).encode()

    def loads(self, stored: bytes) -> Any:
        return json.loads(stored)


class PatientRedisCache(RedisCache):
    """Django's Redis cache; every verb has an answer for "nobody is there"."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        quick = {"socket_timeout": SECONDS_TO_WAIT, "retry": Retry(NoBackoff(), 0)}
        super().__init__(server, {**params, "OPTIONS": {**quick, **params.get("OPTIONS", {})}})

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        try:
            return bool(super().add(key, value, timeout, version))
        except RedisError:
            return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except RedisError:
            return

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        try:
            return bool(super().touch(key, timeout, version))
        except RedisError:
            return False

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except RedisError:
            return False

    def has_key(self, key: str, version: int | None = None) -> bool:
        try:
            return bool(super().has_key(key, version))
        except RedisError:
            return False

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count; like any missing key, an absent server raises ValueError."""
        try:
            return int(super().incr(key, delta, version))
        except RedisError as error:
            raise ValueError(key) from error

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, Any]:
        try:
            return dict(super().get_many(list(keys), version))
        except RedisError:
            return {}

    def set_many(
        self, data: Mapping[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        try:
            return list(super().set_many(dict(data), timeout, version))
        except RedisError:
            return list(data)

    def delete_many(self, keys: Iterable[str], version: int | None = None) -> None:
        try:
            super().delete_many(list(keys), version)
        except RedisError:
            return
