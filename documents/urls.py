"""Where documents are read."""
from django.urls import path

from . import drafts, views

app_name = "documents"
urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/<str:slug>/", views.document, name="document"),
    path("documents/<str:slug>/original/", views.original, name="original"),
    path("documents/<str:slug>/graph/", views.graph, name="graph"),
    path("graph/", views.graph, name="corpus_graph"),
    path("bodies/", views.bodies, name="bodies"),
    path("bodies/<str:slug>/", views.body, name="body"),
    path("topics/", views.topics, name="topics"),
    path("topics/<str:slug>/", views.topic, name="topic"),
    path("columns/", views.columns, name="columns"),
    path("columns/<str:slug>/", views.column, name="column"),
    path("years/<int:year>/", views.year, name="year"),
    path("kinds/<str:kind>/", views.kind, name="kind"),
    path("check-draft/", drafts.check, name="check_draft"),
    path("cited/", views.cited_works, name="cited_works"),
    path("cited/<str:slug>/", views.cited_work, name="cited_work"),
]
