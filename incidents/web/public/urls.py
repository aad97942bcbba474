"""The outsiders' addresses. A code in an address is one that stands on a paper, and opens nothing."""

from django.urls import path

from incidents.web.public import views_objection, views_verify

app_name = "public"

urlpatterns = [
    path("verify", views_verify.verify, name="verify"),
    path("verify/<str:code>", views_verify.by_code, name="verify_code"),
    path("objection", views_objection.objection, name="objection"),
    path("objection/sent", views_objection.objection_sent, name="objection_sent"),
    path("appeal", views_objection.appeal, name="appeal"),
    path("appeal/sent", views_objection.appeal_sent, name="appeal_sent"),
]
