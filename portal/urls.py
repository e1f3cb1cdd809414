"""The site map."""
from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.decorators.http import require_safe

from documents.pages import converters  # noqa: F401 (registers <name:>)

from . import discovery, feeds, pages, password_reset, views
from .alerts import pages as alerts
from .alerts.subjects import Kind
from .sitemaps import SITEMAPS

handler500 = views.broken

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("documents.urls")),
    path("", include("search.urls")),
    path("", include("api.urls")),
    *(path(f"{page.name}/", views.page, {"page": page}, name=page.name) for page in pages.discover()),
    path("feeds/documents/", require_safe(feeds.Newest()), name="feed"),
    path("feeds/topics/<name:slug>/", require_safe(feeds.OfTopic()), name="topic_feed"),
    path("feeds/bodies/<name:slug>/", require_safe(feeds.OfBody()), name="body_feed"),
    path("feeds/search/", require_safe(feeds.of_search), name="search_feed"),
    path("alerts/documents/", alerts.ask, {"kind": Kind.DOCUMENTS}, name="alert_documents"),
    path("alerts/search/", alerts.ask, {"kind": Kind.SEARCH}, name="alert_search"),
    path("alerts/asked/", alerts.asked, name="alert_asked"),
    path("alerts/confirm/<str:token>/", alerts.confirm, name="alert_confirm"),
    path("alerts/<str:token>/", alerts.follows, name="alerts"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap_file"),
    path("robots.txt", views.robots, name="robots"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path("llms.txt", discovery.llms, name="llms"),
    path(".well-known/security.txt", discovery.security, name="security"),
    path("site.css", views.site_colours, name="site_colours"),
    path("health/", views.ready, name="health"),
    path("health/alive/", views.alive, name="alive"),
    path("health/ready/", views.ready, name="ready"),
    path("admin/password-reset/", password_reset.Ask.as_view(), name="admin_password_reset"),
    path("admin/password-reset/asked/", password_reset.Asked.as_view(), name="password_reset_done"),
    path("admin/password-reset/<uidb64>/<token>/", password_reset.Choose.as_view(), name="password_reset_confirm"),
    path("admin/password-reset/chosen/", password_reset.Chosen.as_view(), name="password_reset_complete"),
    path("admin/", admin.site.urls),
]
if settings.DEBUG:
    urlpatterns.append(path("styleguide/", views.styleguide, name="styleguide"))
