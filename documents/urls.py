"""Where documents are read."""
from django.urls import path

from . import filters
from .pages import (
    card,
    changes,
    citations,
    code,
    comparison,
    converters,  # noqa: F401 (registers <name:>)
    document,
    draft_check,
    joint,
    kept,
    lists,
    originals,
    passages,
    permalinks,
    quoting,
    taking_away,
    work,
    years,
)

app_name = "documents"
urlpatterns = [
    path("documents/", lists.documents, name="documents"),
    path("documents/<name:slug>/", document.page, name="document"),
    path("documents/<name:slug>/card/", card.card, name="card"),
    path("documents/<name:slug>/original/", originals.original, name="original"),
    path("documents/<name:slug>/original/<int:place>/", originals.part, name="part"),
    path("documents/<name:slug>/files/<slug:form>/", taking_away.file, name="file"),
    path("documents/<name:slug>/qr.svg", taking_away.qr_code, name="qr_code"),
    path("documents/<name:slug>/reference/", quoting.page, name="quoting"),
    path("documents/<name:slug>/reference/<slug:form>/", quoting.file, name="reference_file"),
    path("documents/<name:slug>/graph/", citations.graph, name="graph"),
    path("documents/<name:slug>/cited-by/", citations.citing_documents, name="citing"),
    path("documents/<name:slug>/passages/", passages.page, name="passages"),
    path("documents/<name:slug>/passages/<name:other>/", passages.side_by_side, name="shared_passages"),
    path("documents/<name:slug>/compare/<name:other>/", comparison.page, name="comparison"),
    path("d/<int:number>/", permalinks.document, name="permalink"),
    path("preview/<str:token>/", document.preview, name="preview"),
    path("graph/", citations.most_cited, name="most_cited"),
    path("bodies/", lists.bodies, name="bodies"),
    path("joint/", joint.page, name="joint"),
    path("years/", years.page, name="years"),
    path("topics/", lists.topics, name="topics"),
    path("kept/", kept.page, name="kept"),
    path("changes/", changes.page, name="changes"),
    path("columns/", lists.columns, name="columns"),
    *(path(f"{f.path}/<name:value>/", lists.by_value, {"by": f.name}, name=f.name) for f in filters.FILTERS if f.path),
    path("check-draft/", draft_check.check, name="check_draft"),
    path("cited/", citations.cited_works, name="cited_works"),
    path("cited/<name:slug>/", work.former_address, name="cited_work"),
    path("codes/<name:key>/", code.page, name="code"),
    path("works/<name:slug>/", work.page, name="work"),
    path("works/<name:slug>/<name:day>/", work.on_a_day, name="work_on_a_day"),
]
