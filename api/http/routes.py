"""The application with all its operations."""
from .application import build
from .asking import router as asking
from .corpus import router as corpus
from .exports import router as exports

application = build()
application.add_router("", corpus)
application.add_router("", asking)
application.add_router("", exports)
