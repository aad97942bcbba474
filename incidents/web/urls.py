"""Every address of the portal's pages, audience by audience."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("language", set_language, name="set_language"),
    path("staff/", include("incidents.web.staff.urls")),
    path("staff/", include("incidents.web.staff.sign_in_urls")),
    path("", include("incidents.web.public.urls")),
    path("", include("incidents.web.victim.urls")),
]
