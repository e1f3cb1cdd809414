"""Places: which ones a title, a body or a file's name begins with, and how 机关代字 abbreviate them."""
import re
from typing import NamedTuple

from documents.vocabulary.agencies import IN_NO_PLACE_LETTERS, LETTERS
from documents.vocabulary.characters import HAN
from documents.vocabulary.patterns import any_of

PROVINCES = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "内蒙古": "蒙", "辽宁": "辽", "吉林": "吉", "黑龙江": "黑", "上海": "沪", "江苏": "苏",
    "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "广西": "桂",
    "海南": "琼", "重庆": "渝", "四川": "川", "贵州": "黔", "云南": "云滇", "西藏": "藏", "陕西": "陕", "甘肃": "甘", "青海": "青",
    "宁夏": "宁", "新疆": "新",
}
"""Provinces, autonomous regions and municipalities, with the characters by which their numbers abbreviate them."""
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
OTHER_REGIONS = ("香港", "澳门", "台湾")
RANKS = "省市州县区盟旗"
"""The characters with which the names of places end, to be written inside the brackets of a class."""
# Cities that do not write a character of their own name.
_CITIES = {"广州": "穗", "宁波": "甬", "福州": "榕", "成都": "蓉", "太原": "并", "厦门": "鹭", "南宁": "邕", "贵阳": "筑", "南昌": "洪", "开封": "汴"}
_ABBREVIATIONS = {**PROVINCES, **_CITIES}

PROVINCE = any_of(PROVINCES)
"""A pattern for the name of a province, without 省."""
_REGION = "(?:壮族|回族|维吾尔)?自治区"
# 市场, 市民, 县级, 区域: the character begins a word; but 市民政局, 市民宿, 市价格: the word behind the place begins so.
_OF_THE_PEOPLE = "[政族宗宿营间兵俗航警爆企革防]|办(?![事理证])|用(?![水电气药餐])|生(?!活)|主党"
_CITY = f"市(?!级|场(?!馆|地(?!位))|价(?!格)|值(?![班守])|民(?!{_OF_THE_PEOPLE}))"
_COUNTY, _DISTRICT = "县(?!级|域)", "区(?![域间块位])"
RANK_ALONE = rf"(?:自治[区州县旗]|省|{_CITY}|{_COUNTY}|{_DISTRICT}|州|旗|盟)(?=.)"
"""A pattern for the rank of a place with which the name of a body begins that does not say the place: 市人民政府, 县水务局."""
_PREFECTURE = rf"(?<=[{HAN}]{{2}})州(?![{HAN}]?[市县区])"
_UNIT = rf"特别行政区|{_REGION}|省|{_CITY}|自治[州县旗]|地区|盟|{_COUNTY}|旗|{_PREFECTURE}|新区|{_DISTRICT}"
_PLACE = re.compile(
    rf"""
    (?P<province>{PROVINCE}) (?P<unit>省|市|{_REGION})?
    | (?P<name>[{HAN}]{{1,8}}?) (?P<rank>{_UNIT})
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"[【\[]([^【】\[\]]{2,20})[】\]]")
# 我市, 各区, 城市, 中心城区, 促进我市: words about places, no names of them; but 盐城市, 成都市, 全椒县.
_BEFORE_A_RANK = "上超社园郊辖小街县省我本各特"
_NO_PLACE = re.compile(
    rf"""
    ^(?: [我该各] | [全本两主][{RANKS}] | 全国 | 有关 | 中心 | [市区][县区] )
    | ^(?: .{{2,}} | [大小老旧新主县古名全]? ) 城[市区] $
    | ^(?: .{{2,}} | [大首]? ) 都[市区] $
    | [{_BEFORE_A_RANK}]. $
    | 关于 | 进一步 | 推[进动] | 促进 | 支持 | 房地产 | [{IN_NO_PLACE_LETTERS}] | 部.{{2}} | 银行
    """,
    re.VERBOSE,
)
# Every city has one.
_EVERYWHERE = re.compile(
    r"(?:老旧?|新|高新|经开|开发|住宅|(?:经济|高新)?(?:新?技术)?(?:产业|开发)*|自由贸易(?:试验)?|示范|试验)区?"
)
_BARE_PLACE = re.compile(rf"(?!全国|中央|央|国)[{HAN}][^{LETTERS}校学司处心站所队社团党联等\W]{{1,3}}")
_IN_WORDS = re.compile(rf"(?P<name>[{HAN}]{{2}})(?<![城都{_BEFORE_A_RANK}])(?:省|{_CITY}|自治[区州县]|{_COUNTY})")


class Place(NamedTuple):
    """A place by its ``name`` without its ``rank`` (省, 市, 自治县), which may not be written."""

    name: str
    rank: str = ""

    @property
    def label(self) -> str:
        """The name; with its rank where it is a single character: 甲市."""
        return self.name if len(self.name) > 1 else self.name + self.rank


def split_places(text: str) -> tuple[tuple[Place, ...], str]:
    """The places that ``text`` begins with, from the widest to the narrowest, and what follows them.

    >>> split_places("江西省南昌市人民政府")
    ((Place(name='江西', rank='省'), Place(name='南昌', rank='市')), '人民政府')
    """
    places: list[Place] = []
    end = len("中共") if text.startswith("中共") else 0
    while found := _PLACE.match(text, end):
        if found["name"] and (_NO_PLACE.search(found[0]) or _EVERYWHERE.fullmatch(found[0])):
            break
        name, rank = found["province"] or found["name"], found["unit"] or found["rank"] or ""
        # 衢州 is a name, 恩施州 a name and its rank.
        places.append(Place(name + rank) if rank == "州" and len(name) == 1 else Place(name, rank))
        end = found.end()
    return tuple(places), text[end:]


def split_short_places(text: str) -> tuple[tuple[Place, ...], str]:
    """``split_places`` of a short label, in which the narrowest place may stand without its rank: 浙江衢州, 汕头."""
    places, rest = split_places(text)
    return ((*places, Place(rest)), "") if _BARE_PLACE.fullmatch(rest) and not _PLACE.match(rest) else (places, rest)


def place_at_start(text: str) -> str:
    """The narrowest place that ``text`` begins with: 南昌 of 江西省南昌市人民政府, 甲市 of 甲市某局; ``""`` where it begins with none."""
    places, _rest = split_places(text)
    return places[-1].label if places else ""


def place_in_bracket(name: str) -> str:
    """The place that stands in brackets before a title, as collections name their files: 【广东汕头】, 【甲市人民政府】."""
    bracket = _BRACKET.match(name)
    places, _rest = split_short_places(bracket[1]) if bracket else ((), "")
    return places[-1].label if places else ""


def places_in(text: str) -> tuple[str, ...]:
    """The last two characters of every place that ``text`` names with its rank: 九江 for 促进九江市…; not 我市, 城市."""
    return tuple(found["name"] for found in _IN_WORDS.finditer(text) if not _NO_PLACE.search(found[0]))


def is_province(place: str) -> bool:
    """Whether a province or an autonomous region is called ``place``; the four municipalities are cities."""
    return place in PROVINCES and place not in MUNICIPALITIES


def abbreviates(character: str, place: str) -> bool:
    """Whether a number of ``place`` may begin with ``character``: 武 of 武汉, 闽 of 福建, 穗 of 广州."""
    if place in PROVINCES:
        return character in PROVINCES[place]
    return character in place or character in _ABBREVIATIONS.get(place, "")
