"""The line by which a site says when and from where it has put a page up: 发布时间：2024-03-05 09:30　来源：甲局　浏览：38次."""
import re
from collections.abc import Iterator

from documents.vocabulary.characters import HAN
from documents.vocabulary.patterns import spaced

LONGEST = 120
_DAY = r"(?P<day>\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2})日?"
_TIME = r"(?:\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?)"
_PUBLISHED = "(?:发布|发表|更新|公开|录入|添加|上传|编辑)(?:时间|日期)"
_SOURCE = rf"{spaced('来源')}\s*[:：]"
_ITEM = rf"(?:(?:信息|文章)?{_SOURCE}|(?:作者|(?:责任)?编辑|责编|审核人?|发布人|录入)\s*[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数|率)?\s*[:：]?\s*\d|字[号体]\s*[:：]|打印|关闭|收藏|分享|发[布表]于)"
_LABELLED = re.compile(rf"(?:^|[\s　|｜【\[（(·•]|号|次){_PUBLISHED}\s*[:：]?\s*{_DAY}(?!\d(?!\d?[:：]))")
_OTHERWISE = tuple(re.compile(pattern) for pattern in (
    rf"[（(\s]*{_DAY}(?:{_TIME}\s*(?:[{HAN}\s|｜·【\[]{{0,24}}?{_ITEM}.*)?|[\s|｜·【\[]+{_ITEM}.*)[）)]?",                            # 2021-03-10 06:59 来源：…
    rf"(?:(?:作者|编辑|发布人)\s*[:：]\s*\S{{1,12}}\s+)?(?:发布于|发表于|(?:时间|日期)\s*[:：])\s*{_DAY}(?:{_TIME}|(?=[\s|｜·]+\S))?(?:[\s|｜·【\[]*{_ITEM}.*)?",    # 发布于 2020-04-22 · 阅读 56
    rf"[^\n。]{{0,20}}?{_SOURCE}\s*[^\s|｜:：，。]{{2,40}}[\s|｜]+(?:时间|日期)?\s*[:：]?\s*{_DAY}(?!\d)[^\n。]{{0,60}}",  # 来源：甲局 | 时间：…
    rf"[{HAN}\s]{{2,24}}{_DAY}{_TIME}(?:\s*发[布表]于[{HAN}\s]{{2,12}})?",                                                                       # 甲图书馆 甲发布 2025年1月20日 18:03
))
_NAMED = re.compile(rf"{_SOURCE}\s*([^\s|｜:：，。【\[]{{2,40}}?)(?=$|[\s|｜【\[]|{_ITEM})")


def is_dateline(line: str) -> bool:
    """Whether all of ``line`` says when and from where a page was put up.

    >>> is_dateline("2021-03-10 06:59 来源：甲市财政局"), is_dateline("会议时间：2021年3月10日 9:00")
    (True, False)
    """
    return _read(line) is not None


def dateline(text: str) -> Iterator[tuple[str, str]]:
    """The day and the source that the first such line of ``text`` says, with the names of their facts."""
    for line in text.split("\n"):
        if found := _read(line.strip()):
            yield "published_on", found["day"]
            if source := _NAMED.search(line):
                yield "source", source[1]
            return


def _read(line: str) -> re.Match | None:
    if len(line) > LONGEST or "。" in line:
        return None
    return _LABELLED.search(line) or next(filter(None, (form.fullmatch(line) for form in _OTHERWISE)), None)
