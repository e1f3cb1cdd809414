"""Settings of all tests."""
from hypothesis import settings

# How long one example takes says nothing on a machine that is shared: a test failed for its neighbours.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
