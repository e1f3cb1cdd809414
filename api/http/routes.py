"""The application with all its operations."""
from .application import build
from .asking import router as asking
from .corpus import router as corpus

application = build()
application.add_router("", corpus)
application.add_router("", asking)
