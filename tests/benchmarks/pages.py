"""A question's page against a bare Django view of the same page: one row read, the same form and template filled."""

import statistics
import time
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path

from incidents.models import Case
from incidents.web.victim.draft import Draft
from incidents.web.victim.steps import place_of
from portal.urls import urlpatterns as portal_urls
from tests.web.walking import ANSWERS, Reader

ROUNDS, CALLS = 9, 30


def bare(request: HttpRequest, slug: str) -> HttpResponse:
    """One query, then the same form in the same template."""
    case = Case.objects.get(id=UUID(request.session["case"]))
    place = place_of(slug)
    form = place.form(draft=Draft(case))
    return render(request, form.template, {"form": form, "place": place, "draft": form.draft, "case": case})


urlpatterns = [*portal_urls, path("bare/<slug:slug>", bare)]


def measure() -> list[tuple[str, str]]:
    """Each question's ratio to the bare view of the same page, both taken in turn in one process."""
    with override_settings(ROOT_URLCONF="tests.benchmarks.pages", ALLOWED_HOSTS=["testserver"]):
        reader = Reader()
        reader.walk()
        ratios: dict[str, list[float]] = {slug: [] for slug in ANSWERS}
        full: list[float] = []
        for _ in range(ROUNDS):
            for slug, found in ratios.items():
                full.append(seconds(reader.client, f"/report/{slug}"))
                found.append(full[-1] / seconds(reader.client, f"/bare/{slug}"))
    medians = {slug: statistics.median(found) for slug, found in ratios.items()}
    slowest = max(medians, key=lambda slug: medians[slug])
    return [
        ("a question's page, CPU, median", f"{statistics.median(full) * 1000:.1f} ms"),
        (
            "against a bare view with one query of the same page, median (at most 1.5)",
            f"{statistics.median(medians.values()):.2f}",
        ),
        (f"the question furthest from it ({slowest})", f"{medians[slowest]:.2f}"),
    ]


def seconds(client: Client, address: str) -> float:
    """The mean of some calls."""
    started = time.process_time()
    for _ in range(CALLS):
        if client.get(address).status_code != 200:
            raise RuntimeError(address)
    return (time.process_time() - started) / CALLS
