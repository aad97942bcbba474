"""The portal as an app: it brings the system checks."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No models: settings, checks and the processes."""

    name = "portal"

    def ready(self) -> None:
        from portal import checks  # noqa: F401 - registering is the point
