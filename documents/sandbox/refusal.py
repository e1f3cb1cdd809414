"""Why something that was sent is not taken."""


class Refused(Exception):
    """What was sent cannot be taken. ``str(error)`` says why, in Chinese, for the person who sent it."""


class OverLimit(Refused):
    """It takes longer, or more memory, than is given to it."""
