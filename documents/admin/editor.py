"""Who is at the desk."""
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest


def editor_of(request: HttpRequest) -> User:
    """The person who sends ``request`` to a page of the admin, which lets in nobody who has not signed in."""
    return cast(User, request.user)
