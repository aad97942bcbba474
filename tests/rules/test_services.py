"""Every service is called the same way, and whatever it writes leaves an event."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

import pytest

from incidents import services
from incidents.core.vocabulary import Actor

PLUMBING = frozenset(
    {"clock", "events", "changes", "intake", "snapshot", "outbox", "sweeping", "throttling", "previews", "archives"}
    | {"leases", "mail_limits", "row_movements", "scoring"}
)
"""What services stand on: no verb of a person, so no actor."""

UNDER_ANOTHER = frozenset({"jobs.claim", "jobs.postpone", "papers.create", "papers.build"})
"""Verbs whose event is left by the service that calls them, or that they call."""


def verbs() -> Iterator[tuple[str, Callable[..., object]]]:
    for module in pkgutil.iter_modules(services.__path__):
        if module.name in PLUMBING:
            continue
        loaded = importlib.import_module(f"incidents.services.{module.name}")
        for name, function in vars(loaded).items():
            if inspect.isfunction(function) and function.__module__ == loaded.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", function


WITH_ACTOR = [(name, verb) for name, verb in verbs() if "by" in inspect.signature(verb).parameters]


@pytest.mark.parametrize(("name", "verb"), WITH_ACTOR, ids=[name for name, _ in WITH_ACTOR])
def test_a_service_takes_keywords_only_and_an_actor(name: str, verb: Callable[..., object]) -> None:
    parameters = inspect.signature(verb).parameters.values()
    assert {parameter.kind for parameter in parameters} <= {
        inspect.Parameter.KEYWORD_ONLY,
        inspect.Parameter.VAR_KEYWORD,
    }
    assert inspect.signature(verb).parameters["by"].annotation is Actor


def test_what_takes_no_actor_writes_nothing() -> None:
    writing = (".save(", ".create(", ".bulk_create(", ".update(", ".delete(", "events.record(")
    without = [(name, verb) for name, verb in verbs() if "by" not in inspect.signature(verb).parameters]
    assert without
    assert [name for name, verb in without if any(word in inspect.getsource(verb) for word in writing)] == []


def test_what_writes_leaves_an_event() -> None:
    silent = []
    for name, verb in WITH_ACTOR:
        source = inspect.getsource(verb)
        writes = any(word in source for word in (".save(", ".create(", ".bulk_create(", ".update(", ".delete("))
        if writes and "events.record(" not in source and name not in UNDER_ANOTHER:
            silent.append(name)
    assert silent == []
