"""The addresses around the report; included among the victim's."""

from django.urls import path

from incidents.web.victim import views_leave

paths = [
    path("log-out", views_leave.log_out, name="log_out"),
    path("visit", views_leave.visit, name="visit"),
]
