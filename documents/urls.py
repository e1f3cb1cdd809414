"""Where documents are read."""
from django.urls import path

from .pages import (
    citations,
    converters,  # noqa: F401 (registers <name:>)
    document,
    draft_check,
    lists,
)

app_name = "documents"
urlpatterns = [
    path("documents/", lists.documents, name="documents"),
    path("documents/<name:slug>/", document.page, name="document"),
    path("documents/<name:slug>/original/", document.original, name="original"),
    path("documents/<name:slug>/graph/", citations.graph, name="graph"),
    path("documents/<name:slug>/cited-by/", citations.citing_documents, name="citing"),
    path("graph/", citations.graph, name="corpus_graph"),
    path("bodies/", lists.bodies, name="bodies"),
    path("bodies/<name:slug>/", lists.by_body, name="body"),
    path("topics/", lists.topics, name="topics"),
    path("topics/<name:slug>/", lists.by_topic, name="topic"),
    path("columns/", lists.columns, name="columns"),
    path("columns/<name:slug>/", lists.by_column, name="column"),
    path("years/<int:year>/", lists.by_year, name="year"),
    path("kinds/<name:kind>/", lists.by_kind, name="kind"),
    path("check-draft/", draft_check.check, name="check_draft"),
    path("cited/", citations.cited_works, name="cited_works"),
    path("cited/<name:slug>/", citations.cited_work, name="cited_work"),
]
