"""The description as a page: no script, nothing from elsewhere, and every example a link."""
from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .examples import EXAMPLES
from .routes import application


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """Every operation, as the description has it."""
    described = application.get_openapi_schema()
    operations = [
        {**operation, "method": method.upper(), "path": path, "example": example_address(path, operation)}
        for path, methods in described["paths"].items() for method, operation in methods.items()
    ]
    return render(request, "api/docs.html", {"info": described["info"], "operations": operations})


def example_address(path: str, operation: dict[str, Any]) -> str:
    """The address of the example of an operation; ``""`` where it has none."""
    values = dict(EXAMPLES.get(operation["operationId"], {}))
    for one in operation["parameters"]:
        if one["in"] == "path":
            if one["name"] not in values:
                return ""
            path = path.replace("{" + one["name"] + "}", quote(str(values.pop(one["name"]))))
    if "requestBody" in operation:
        return ""
    said = {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}
    return f"{path}?{urlencode(said, doseq=True)}" if said else path
