"""The staff's addresses. None holds a code, a name or a number that stands on paper."""

from django.urls import path

from incidents.web.staff import views_home

app_name = "staff"

urlpatterns = [
    path("", views_home.home, name="home"),
    path("stay", views_home.stay, name="stay"),
]
