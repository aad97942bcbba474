"""The addresses around the report; included among the victim's."""

from django.urls import path

from incidents.web.victim import views_leave
from incidents.web.victim.around import views_consents, views_own_data, views_safety

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
    path("log-out", views_leave.log_out, name="log_out"),
    path("visit", views_leave.visit, name="visit"),
]
