"""The portal as an app: it brings the system checks, and the Celery application into every process that sends jobs."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No models: settings, checks and the processes."""

    name = "portal"

    def ready(self) -> None:
        from portal import celery, checks  # noqa: F401 - registering is the point
