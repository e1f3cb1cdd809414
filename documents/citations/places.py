"""Places: which one a title, a body or a file's name begins with, and how 机关代字 abbreviate them."""
import re

_PROVINCES = {
    "北京": "京", "天津": "津", "河北": "冀", "山西": "晋", "内蒙古": "蒙", "辽宁": "辽", "吉林": "吉", "黑龙江": "黑", "上海": "沪", "江苏": "苏",
    "浙江": "浙", "安徽": "皖", "福建": "闽", "江西": "赣", "山东": "鲁", "河南": "豫", "湖北": "鄂", "湖南": "湘", "广东": "粤", "广西": "桂",
    "海南": "琼", "重庆": "渝", "四川": "川", "贵州": "黔", "云南": "云滇", "西藏": "藏", "陕西": "陕", "甘肃": "甘", "青海": "青",
    "宁夏": "宁", "新疆": "新",
}
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
# Cities that do not write a character of their own name.
_CITIES = {"广州": "穗", "宁波": "甬", "福州": "榕", "成都": "蓉", "太原": "并", "厦门": "鹭", "南宁": "邕", "贵阳": "筑", "南昌": "洪", "开封": "汴"}
_ABBREVIATIONS = {**_PROVINCES, **_CITIES}

_HAN = "[一-鿿]"
_UNIT = (
    "(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|省|市(?![场民价值级])|自治州|地区|盟|自治县|县(?!级|域)|自治旗|旗|(?<=[一-鿿]{2})州(?![一-鿿]?[市县])|新区|区(?![域间块位]))"
)
_PROVINCE = f"(?:{'|'.join(_PROVINCES)})"
_PLACE = re.compile(rf"(?P<province>{_PROVINCE})(?:省|市|(?:壮族|回族|维吾尔)?自治区)?|(?P<name>{_HAN}{{1,8}}?)(?P<unit>{_UNIT})")
_BRACKET = re.compile(r"[【\[]([^【】\[\]]{2,20})[】\]]")
_WORD = re.compile(rf"^{_HAN}{{2,4}}$")
# 我市, 各区, 城市, 中心城区, 促进我市: words about places, no names of them.
_NO_NAME = re.compile(r"^(?:[我本全各该两]|有关|中心|主)|[城都上超社园郊辖小街县省全我本各特]$|关于|进一步|推[进动]|促进|支持|房地产|[委局厅府]")
# Every city has one.
_EVERYWHERE = re.compile(r"(?:老旧?|新|高新|经开|开发|住宅|(?:经济|高新)(?:技术)?(?:产业|开发)*|自由贸易(?:试验)?|示范|试验)区?")
_NO_PLACE = re.compile("^(?:全国|中央|央|国)|[委局厅府部院会行署等]$")
_IN_WORDS = re.compile(rf"({_HAN}{{2}})(?:省|市(?![场民价值级])|自治[区州县]|县(?!级|域))")


def place_at_start(words: str) -> str:
    """The narrowest place that ``words`` begin with: 南昌 of 江西省南昌市人民政府, 甲市 of 甲市某局; ``""`` where they begin with none."""
    narrowest, start = "", len("中共") if words.startswith("中共") else 0
    while place := _PLACE.match(words, start):
        name = place["province"] or place["name"]
        if _NO_NAME.search(name) or _EVERYWHERE.fullmatch(place[0]):
            break
        narrowest, start = (name if len(name) > 1 else place[0]), place.end()
    return narrowest


def place_in_bracket(name: str) -> str:
    """The place that stands in brackets before a title, as collections name their files: 【广东汕头】, 【甲市人民政府】."""
    bracket = _BRACKET.match(name)
    if not bracket:
        return ""
    rest = re.sub(rf"^{_PROVINCE}(?:省|市)?", "", bracket[1])
    is_name = _WORD.match(rest) and not _PLACE.match(rest) and not _NO_PLACE.search(rest)
    return rest if is_name else place_at_start(bracket[1])


def places_in(words: str) -> tuple[str, ...]:
    """The last two characters of every place that ``words`` name with its rank: 九江 for 促进九江市…; not 我市, 城市."""
    return tuple(name for name in _IN_WORDS.findall(words) if not _NO_NAME.search(name))


def is_province(place: str) -> bool:
    """Whether a province or an autonomous region is called ``place``; the four municipalities are cities."""
    return place in _PROVINCES and place not in _MUNICIPALITIES


def abbreviates(character: str, place: str) -> bool:
    """Whether a number of ``place`` may begin with ``character``: 武 of 武汉, 闽 of 福建, 穗 of 广州."""
    if place in _PROVINCES:
        return character in _PROVINCES[place]
    return character in place or character in _ABBREVIATIONS.get(place, "")
