"""A request of each operation that answers in a portal with the documents that come with it: for the description, its page and tests."""
from __future__ import annotations

from typing import Any

DOCUMENT = "中小学生学籍管理办法"
EXAMPLES: dict[str, dict[str, Any]] = {
    "documents": {"year": ["2018..2021"], "fields": "title,number,status", "limit": 5},
    "document": {"slug": DOCUMENT, "fields": "title,number,status,ground"},
    "section": {"slug": DOCUMENT, "anchor": "art-12"},
    "cited_by": {"slug": DOCUMENT},
    "compare": {},
    "works": {"held": False, "limit": 5},
    "work": {"slug": DOCUMENT},
    "editions": {"slug": DOCUMENT},
    "work_cited_by": {"slug": DOCUMENT},
    "export_documents": {"extension": "csv", "year": ["2018..2021"]},
    "export_search": {"extension": "xlsx", "q": "学籍管理"},
    "export_trends": {"extension": "csv", "q": "教育信息化 教育数字化"},
    "export_works": {"extension": "csv", "held": False},
    "export_cited_by": {"extension": "csv", "slug": DOCUMENT},
    "export_work_cited_by": {"extension": "csv", "slug": DOCUMENT},
    "bodies": {}, "topics": {}, "columns": {}, "filters": {},
    "search": {"q": "学籍管理", "year": ["2025"]},
    "suggest": {"q": "学籍"},
    "resolve": {"q": f"{DOCUMENT}第十二条", "on": "2026-05-01"},
}
"""By operation: its parameters. What takes a body has its example in its schema; there are no two editions to compare there."""
