"""The application: theft reports and the papers made from them."""

from importlib import import_module

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Fills the hook through which services hand jobs to the task queue."""

    name = "incidents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("incidents.tasks")
