"""What every template knows."""
from django.conf import settings
from django.http import HttpRequest


def branding(request: HttpRequest) -> dict[str, object]:
    """How the site calls itself, and whether it sends letters."""
    return {"branding": settings.SITE, "sends_letters": settings.NOTICES_BY_MAIL}
