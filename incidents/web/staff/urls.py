"""The staff's addresses. None holds a code, a name or a number that stands on paper."""

from django.urls import include, path

from incidents.web.staff import views_home, views_people, views_sign_in, views_trail

app_name = "staff"

urlpatterns = [
    path("", views_home.home, name="home"),
    path("stay", views_home.stay, name="stay"),
    path("join", views_sign_in.join, name="join"),
    path("people", views_people.everybody, name="people"),
    path("people/invite", views_people.invite, name="invite"),
    path("people/<uuid:user>", views_people.person, name="person"),
    path("people/<uuid:user>/change", views_people.change, name="change_person"),
    path("", include("incidents.web.staff.desk.urls")),
    path("", include("incidents.web.staff.disputes.urls")),
    path("", include("incidents.web.staff.formats.urls")),
    path("trail", views_trail.trail, name="events"),
    path("trail/check", views_trail.check, name="check_trail"),
]
