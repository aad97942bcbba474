"""The addresses of mail; included among the victim's. A link's token is taken out of the address at once."""

from django.urls import path

from incidents.access.links import PATH
from incidents.web.victim.mail import views_links, views_mails

paths = [
    path("mails", views_mails.mails, name="mails"),
    path("mails/confirm", views_mails.ask, name="confirm_mail"),
    path("back/mail", views_links.ask, name="mail_back"),
    path("back/mail/asked", views_links.asked, name="mail_asked"),
    path(f"{PATH}<str:token>", views_links.arrive, name="mail_link"),
    path(PATH.rstrip("/"), views_links.land, name="mail_landing"),
]
