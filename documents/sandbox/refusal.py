"""Why something that was sent is not taken."""


class Refused(Exception):
    """What was sent cannot be taken. ``str(error)`` says why, in Chinese, for the person who sent it."""


class Failed(Refused):
    """The program raised an unexpected exception on it. The message names the cause and the entry in the log."""


class OverLimit(Refused):
    """It takes longer, or more memory, than is given to it."""
