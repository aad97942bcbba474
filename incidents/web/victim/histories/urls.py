"""The addresses of histories."""

from django.urls import path

from incidents.web.victim.histories import views_columns, views_list, views_review

paths = [
    path("histories", views_list.listed, name="histories"),
    path("histories/progress", views_list.progress, name="histories_progress"),
    path("histories/<uuid:history>", views_review.review, name="history"),
    path("histories/<uuid:history>/left-out", views_review.left_out, name="history_left_out"),
    path("histories/<uuid:history>/columns", views_columns.columns, name="history_columns"),
    path("histories/<uuid:history>/zone", views_list.zone, name="history_zone"),
]
