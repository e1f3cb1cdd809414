"""What became of an import."""
from dataclasses import dataclass
from enum import Enum


class Outcome(str, Enum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return {"created": "新增", "updated": "更新", "unchanged": "未变", "refused": "拒收"}[self.value]


@dataclass(frozen=True)
class ImportResult:
    """``reason`` names a refused source and says why, in Chinese; ``warnings`` what a person should look at."""

    name: str
    outcome: Outcome
    document_id: int | None = None
    reason: str = ""
    warnings: tuple[str, ...] = ()
