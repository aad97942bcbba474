"""For templates: whether mail may be offered to somebody."""

from django.template import Library

from incidents.access.mailing import can_mail

register = Library()
register.filter("can_mail", can_mail)
