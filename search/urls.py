"""Where the corpus is searched."""
from django.urls import path

from .pages import trends, views

app_name = "search"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/advanced/", views.advanced, name="advanced"),
    path("search/help/", views.help, name="help"),
    path("trends/", trends.page, name="trends"),
    path("search/suggest/", views.suggest, name="suggest"),
]
