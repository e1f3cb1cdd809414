"""Why something that was sent is not taken."""


class Refused(Exception):
    """What was sent cannot be taken. ``str(error)`` says why, in Chinese, for the person who sent it."""

    @property
    def in_public(self) -> str:
        """The same for anybody: nothing of how our program is built."""
        return str(self)


class Failed(Refused):
    """The program raised an unexpected exception on it. The message names the cause and the entry in the log,
    ``reference``; ``in_public``, the entry alone."""

    def __init__(self, message: str, in_public: str = "", reference: str = "") -> None:
        super().__init__(message)
        self._in_public = in_public
        self.reference = reference

    @property
    def in_public(self) -> str:
        return self._in_public or str(self)


class OverLimit(Refused):
    """It takes longer, or more memory, than is given to it."""
