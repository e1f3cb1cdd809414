"""Where programs ask."""
from django.urls import path

from api.dumps import pages as dumps
from api.http.pages import browse
from api.http.routes import application
from api.mcp.endpoint import answer
from api.oai import endpoint as oai

urlpatterns = [
    path("api/v1/docs", browse, name="api_docs"),
    path("api/v1/", application.urls),
    path("oai", oai.answer, name="oai"),
    path("mcp", answer, name="mcp"),
    path("dumps/", dumps.listing, name="dumps"),
    path("dumps/<str:name>", dumps.file, name="dump_file"),
]
