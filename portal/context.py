"""What every template knows."""
from django.conf import settings
from django.http import HttpRequest

from portal.branding import Branding


def branding(request: HttpRequest) -> dict[str, Branding]:
    """How the site calls itself."""
    return {"branding": settings.SITE}
