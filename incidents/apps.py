"""The application: theft reports and the papers made from them."""

from importlib import import_module

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Fills the hooks through which services hand jobs to the task queue, and sign-in speaks to the trail."""

    name = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("incidents.tasks")
        import_module("incidents.web.staff.signals")
