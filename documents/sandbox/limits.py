"""What one call may cost."""
from typing import NamedTuple


class Limits(NamedTuple):
    """``seconds`` in all, of which ``cpu`` in the processor; ``memory`` and size of the ``answer`` in bytes."""

    seconds: float = 60
    cpu: int = 30
    memory: int = 1 << 30
    answer: int = 40 << 20


USUAL = Limits()
