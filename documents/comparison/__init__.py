"""Two texts side by side: which article of one is which of the other, and the characters in which they differ.

>>> old, new = (parts(f"### 第一条\\n\\n为了{aim}，制定本办法。") for aim in ("管理", "规范管理"))
>>> [(segment.change.value, segment.old, segment.new) for segment in compare(old, new).rows[0].segments]
[('kept', '为了', '为了'), ('added', '', '规范'), ('kept', '管理，制定本办法。', '管理，制定本办法。')]
"""
from .pairing import pair
from .parts import Part, parts
from .rows import Comparison, Row, TooLong, compare
from .runs import Budget
from .segments import Change, Segment, segments

__all__ = ["Budget", "Change", "Comparison", "Part", "Row", "Segment", "TooLong", "compare", "pair", "parts", "segments"]
