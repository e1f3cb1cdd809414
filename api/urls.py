"""Where programs ask."""
from django.urls import path

from api.http.pages import browse
from api.http.routes import application
from api.mcp.endpoint import answer

urlpatterns = [
    path("api/v1/docs", browse, name="api_docs"),
    path("api/v1/", application.urls),
    path("mcp", answer, name="mcp"),
]
