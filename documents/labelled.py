"""An enumeration whose members are strings with a Chinese label, as ``models.TextChoices``, without Django."""
from enum import Enum


class Labelled(str, Enum):
    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    def __str__(self):
        return self.value
