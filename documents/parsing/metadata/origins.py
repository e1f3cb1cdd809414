"""Where a document comes from, as the name of a body, or the 【…】 at the head of a file's name, says: place and office."""
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import PurePath

_WIDEST = (
    "中华人民共和国|北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|"
    "四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_HEAD = re.compile(f"(?:中共)?(?:(?P<widest>{_WIDEST})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?)?")
_NEXT = re.compile(
    "(?!城[市区]|[社园街市县]区|区县)(?P<name>[一-鿿]{1,9}?)(?:自治[州县旗]|地区|省|市(?!场)|盟|县|区(?!域)|旗)"
)
_OF_AN_OFFICE = re.compile("[局委厅部院署行办会府校学司处心站所队社团党]")
_AND_OTHERS = re.compile(r"(?:等[一二两三四五六七八九十\d]*(?:多?个?(?:部门|单位|家))?|联合多?部门|、.*)$")
_MARK = re.compile("【(?P<name>[^【】]+)】")


@dataclass(frozen=True)
class Origin:
    """``places`` from the widest to the narrowest, without 省, 市, 县; ``office`` is what follows them.

    >>> origin("江西省赣州市住房和城乡建设局")
    Origin(places=('江西', '赣州'), office='住房和城乡建设局')
    """

    places: tuple[str, ...]
    office: str

    def agrees(self, other: "Origin") -> bool:
        """Whether both name one place, or one office of no place, and no two offices."""
        if self.places and other.places:
            return self.places[-1] == other.places[-1] and not self._is_another_office(other)
        return not self.places and not other.places and self.office == other.office

    def contradicts(self, other: "Origin") -> bool:
        """Whether the two cannot be one. A city and a district of it can: sites name the one for the other."""
        if self.places and other.places and self.places[-1] != other.places[-1]:
            return self.places[-1] not in other.places and other.places[-1] not in self.places
        return self._is_another_office(other)

    def _is_another_office(self, other: "Origin") -> bool:
        return bool(self.office and other.office and self.office != other.office)


def origin(name: str) -> Origin:
    """The place and the office that ``name`` names: each empty where it names none."""
    head = _HEAD.match(name)
    places, rest = [head["widest"]] if head["widest"] else [], name[head.end() :]
    while (found := _NEXT.match(rest)) and not _OF_AN_OFFICE.search(found["name"]):
        places.append(found["name"])
        rest = rest[found.end() :]
    rest = _AND_OTHERS.sub("", rest)
    if 2 <= len(rest) <= 4 and not _OF_AN_OFFICE.search(rest):  # 浙江衢州
        return Origin((*places, rest), "")
    return Origin(tuple(places), rest)


def origins(file_name: str, bodies: Iterable[str]) -> frozenset[Origin]:
    """Everything that says where a document comes from: the 【…】 of its file's name, and the bodies that sign it."""
    mark = _MARK.search(PurePath(file_name.replace("\\", "/")).name)
    return frozenset(map(origin, [*([mark["name"]] if mark else []), *bodies]))


def agree(some: Collection[Origin], others: Collection[Origin]) -> bool:
    return any(one.agrees(other) for one in some for other in others)


def contradict(some: Collection[Origin], others: Collection[Origin]) -> bool:
    return not agree(some, others) and any(one.contradicts(other) for one in some for other in others)


def names_a_place(title: str) -> bool:
    """Whether a title opens with the place whose document it is: 甲市湖泊保护条例."""
    return bool(origin(title.partition("关于")[0]).places)
