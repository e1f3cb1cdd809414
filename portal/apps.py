from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "站点"
    default = True

    def ready(self) -> None:
        from documents.signals import minute_passed
        from portal import alerts, checks, password_letters, roles  # noqa: F401 (the checks register themselves)

        post_migrate.connect(roles.grant, dispatch_uid="portal.roles")
        minute_passed.connect(password_letters.send_due, dispatch_uid="portal.password_letters")
        minute_passed.connect(alerts.send_due, dispatch_uid="portal.alerts")


class Administration(admin_apps.AdminConfig):
    default_site = "portal.administration.Site"
    default = False
