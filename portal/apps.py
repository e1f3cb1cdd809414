from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "站点"
    default = True

    def ready(self) -> None:
        from portal import checks  # noqa: F401 (registers them)


class Administration(admin_apps.AdminConfig):
    default_site = "portal.administration.Site"
    default = False
