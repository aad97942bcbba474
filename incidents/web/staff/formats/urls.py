"""The addresses of proposals for formats; their names live in the staff's namespace."""

from django.urls import path

from incidents.web.staff.formats import views

urlpatterns = [
    path("formats", views.formats, name="formats"),
    path("formats/<uuid:proposal>", views.one, name="format"),
    path("formats/<uuid:proposal>/decide", views.decide, name="decide_format"),
]
