"""Where documents are read."""
from django.urls import path

from .pages import converters, draft_check, views  # noqa: F401 (registers <name:>)

app_name = "documents"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<name:slug>/", views.document, name="document"),
    path("documents/<name:slug>/original/", views.original, name="original"),
    path("documents/<name:slug>/graph/", views.graph, name="graph"),
    path("documents/<name:slug>/cited-by/", views.citing, name="citing"),
    path("graph/", views.graph, name="corpus_graph"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<name:slug>/", views.body, name="body"),
    path("topics/", views.topics, name="topics"),
    path("topics/<name:slug>/", views.topic, name="topic"),
    path("columns/", views.columns, name="columns"),
    path("columns/<name:slug>/", views.column, name="column"),
    path("years/<int:year>/", views.year, name="year"),
    path("kinds/<name:kind>/", views.kind, name="kind"),
    path("check-draft/", draft_check.check, name="check_draft"),
    path("cited/", views.cited_works, name="cited_works"),
    path("cited/<name:slug>/", views.cited_work, name="cited_work"),
]
