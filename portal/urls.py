"""The site map."""
from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("documents.urls")),
    path("", include("search.urls")),
    path("about/", views.page, {"name": "about"}, name="about"),
    path("admin/", admin.site.urls),
]
