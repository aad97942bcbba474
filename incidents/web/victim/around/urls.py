"""The addresses around the report; included among the victim's."""

from django.urls import path

from incidents.web.victim import views_leave
from incidents.web.victim.around import (
    contacts,
    files,
    found,
    links,
    reports,
    suspects,
    views_consents,
    views_letters,
    views_own_data,
    views_safety,
    views_week_one,
    who,
)

paths = [
    path("my-case", views_own_data.my_case, name="my_case"),
    path("my-case/looked", views_own_data.looked, name="looked"),
    path("my-case/everything", views_own_data.export, name="export"),
    path("my-case/erase", views_own_data.erase, name="erase"),
    path("my-case/erase/now", views_own_data.erase_now, name="erase_now"),
    path("my-case/consents", views_consents.consents, name="consents"),
    path("my-case/safety", views_safety.safety, name="safety"),
    path("erased", views_own_data.erased, name="erased"),
    path("help-lines", views_safety.help_lines, name="help_lines"),
    path("papers/for/<slug:folder>/<str:letter>/", views_letters.recipient, name="recipient"),
    path("papers/for/<slug:folder>/<str:letter>/state", views_letters.state, name="state"),
    path("papers/for/<slug:folder>/<str:letter>/next", views_letters.next_steps, name="next_steps"),
    path("calls", views_week_one.calls, name="calls"),
    path("police-questions", views_week_one.police_questions, name="police_questions"),
    *contacts.PAGES.paths(),
    *files.PAGES.paths(),
    path("files/<uuid:exhibit>/found", found.found, name="file_found"),
    *links.PAGES.paths(),
    *reports.PAGES.paths(),
    *suspects.PAGES.paths(),
    *who.PAGE.paths(),
    path("log-out", views_leave.log_out, name="log_out"),
    path("visit", views_leave.visit, name="visit"),
]
