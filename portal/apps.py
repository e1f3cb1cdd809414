from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "站点"
    default = True


class Administration(admin_apps.AdminConfig):
    default_site = "portal.administration.Site"
    default = False
