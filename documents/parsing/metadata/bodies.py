"""Issuing bodies in a run of text: known names, and names that end as an agency's name does.

A signature may run nine names together without a blank (教育部中央网信办…), so names are cut by the known ones; what
lies between must itself look like an agency's name, or the run is no list of bodies at all.
"""
import re
from functools import lru_cache
from pathlib import Path

import yaml

from documents.parsing.metadata.spans import LINE_END
from documents.vocabulary.agencies import DEPARTMENTS, ESTABLISHMENTS, INSTITUTIONS, LEFT_OVER_LETTERS, SIGNING
from documents.vocabulary.characters import HAN
from documents.vocabulary.numerals import CHINESE_NUMERAL
from documents.vocabulary.patterns import any_of
from documents.vocabulary.places import OTHER_REGIONS, PROVINCES, RANK_ALONE, RANKS, split_places

_FIXTURES = Path(__file__).parents[3] / "fixtures"
_REGISTRY = (_FIXTURES / "bodies.yaml", _FIXTURES / "successions.yaml")
_MORE = Path(__file__).with_name("more_bodies.txt")
_SHORTEST, _LONGEST, _LONGEST_RUN, _MOST_BREAKS = 3, 30, 1500, 8
_PRESS = re.compile("(?:新华社|通讯社|报社?|周刊|杂志社?|电视台|电台|融媒体中心|传媒.{0,6})$")
_NO_NAMES = re.compile(rf"[。；：:!?？！《》\d—]|{CHINESE_NUMERAL}{{4}}年")
_INSTITUTION = re.compile(rf"(?!.*[在到的了请将为于是年月日])[{HAN}]{{2,16}}{any_of(ESTABLISHMENTS)}")
_AGENCY, _ENDING = re.compile(f"{SIGNING}$"), re.compile(SIGNING)
_INNER = re.compile(any_of(set(DEPARTMENTS) - {"办"}, ("人民政府", "分行", "支行")))
_OPENS = re.compile(
    rf"""
    国家 | 国务院 | 中国 | 中央 | 中共 | 中华 | 全国 | 最高人民
    | {any_of(PROVINCES, OTHER_REGIONS)} | [{HAN}]{{2,6}}?[{RANKS}] | 共青团
    """,
    re.VERBOSE,
)
_UNPLACED = re.compile(RANK_ALONE)
_WITH_BRANCHES = re.compile(
    any_of((
        "国家税务总局", "国家统计局", "国家外汇管理局", "国家金融监督管理总局", "国家矿山安全监察局", "中国人民银行", "中国证监会", "中国银监会",
        "中国保监会", "中国银保监会",
    ))
)
_OFFICE = re.compile("(?<=.)(?:办公[厅室]|党组)$")
_STATE = re.compile("^中华人民共和国(?=..)")
_BRANCH = re.compile(f"[{HAN}]{{1,3}}?[{RANKS}]分(?:局|院|中心|公司)")  # 乙区分局: of the body before it
_NOT_A_NAME = re.compile(
    rf"""
    ^(?:[{LEFT_OVER_LETTERS}]|公[室厅]|有限|各|本|我|该|有关|请|会同|其他)    # the end of a name, or of none
    | ^{any_of(INSTITUTIONS)}$                        # 图书馆: anybody's
    | 关于 | 印发 | 公布 | 通知 | 要求 | 规定 | 负责 | 组织(?!部) | 加强 | 根据
    | 以上 | 请[报向与] | 报送 | 联系 | 电话 | 附件 | 附表 | 抄送 | 目录 | 名单 | 清单 | 模板
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1)
def seed_bodies() -> frozenset[str]:
    """The names that a registry of bodies begins with, where there is no database: aliases and ``more_bodies`` included."""
    registry = [body for path in _REGISTRY for body in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return more_bodies() | {name for body in registry for name in (body["name"], *body.get("aliases", ()))}


@lru_cache(maxsize=1)
def more_bodies() -> frozenset[str]:
    """The names that no registry needs to hold: of bodies that are no more, or seldom sign."""
    lines = _MORE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def interned(names: frozenset[str]) -> frozenset[str]:
    """``names``, as the same object each time that equal ones come: those that come over a socket are new each time, and
    what is remembered of them would be kept as often."""
    return names


def split_names(run: str, names: frozenset[str], *, strict: bool = False) -> tuple[str, ...]:
    """The bodies that ``run`` lists, in order; empty where it is anything but a list of bodies.

    Blanks, line ends and 、 part names; 教 育 部 is one, and so is one that goes on on the next line. ``strict``: known names only.

    >>> split_names("甲市水务局 中国人民银行甲市中\\n心支行", frozenset({"中国人民银行"}))
    ('甲市水务局', '中国人民银行甲市中心支行')
    """
    if len(run) > _LONGEST_RUN or _NO_NAMES.search(run):
        return ()
    return _listed(run, names, strict) or _spaced_out(run, names) or (() if strict else _broken_over_lines(run, names))


def names_of_source(source: str, names: frozenset[str], *, strict: bool = False) -> tuple[str, ...]:
    """``split_names`` of whom a page calls its source; the press, which only reprints, has issued nothing."""
    return () if _PRESS.search(source) else split_names(source, names, strict=strict)


def is_institution(line: str) -> bool:
    """Whether ``line`` is as the name of a school, a library, a station …; whether it signs, its place tells.

    >>> is_institution("甲市图书馆"), is_institution("请到甲市图书馆")
    (True, False)
    """
    return len(line) > _SHORTEST and bool(_INSTITUTION.fullmatch(line)) and not _NOT_A_NAME.search(line)


def signing_names(run: str, names: frozenset[str]) -> tuple[str, ...]:
    """``split_names`` of what stands above a date: beside the bodies of a place stands another of it, whatever its ending is.

    >>> signing_names("甲市水务局\\n甲市供水总站", frozenset())
    ('甲市水务局', '甲市供水总站')
    """
    is_run = len(run) <= _LONGEST_RUN and not _NO_NAMES.search(run)
    return split_names(run, names) or (_of_one_place(_chunks(run), names) if is_run else ())


def _listed(run: str, names: frozenset[str], strict: bool) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for chunk in _chunks(run):
        pieces = _cut(_STATE.sub("", chunk), names, strict)
        if not pieces:
            return ()
        found.update(dict.fromkeys(pieces))
    return tuple(found)


def _of_one_place(chunks: list[str], names: frozenset[str]) -> tuple[str, ...]:
    """``chunks`` that all are known or begin with a place, some of them bodies, and the others with the place of one of these."""
    pieces = [_cut(_STATE.sub("", chunk), names, strict=False) for chunk in chunks]
    places = {split_places(name)[0][:1] for piece in pieces for name in piece} - {()}
    for chunk, piece in zip(chunks, pieces, strict=True):
        begins, rest = split_places(chunk)
        is_named = bool(begins) or chunk in names if piece else begins[:1] in places and _SHORTEST <= len(rest) <= _LONGEST // 2
        if not is_named or _NOT_A_NAME.search(chunk):
            return ()
    return tuple(dict.fromkeys(name for chunk, piece in zip(chunks, pieces, strict=True) for name in piece or (chunk,)))


def _broken_over_lines(run: str, names: frozenset[str]) -> tuple[str, ...]:
    """The names of ``run`` where one goes on on the next line, which begins as no name does."""
    run = run.strip()
    breaks = list(LINE_END.finditer(run))
    for end in breaks if len(breaks) <= _MOST_BREAKS else ():
        below = run[end.end() :]
        if not split_places(below)[0] and not _OPENS.match(below) and (joined := _listed(run[: end.start()] + below, names, strict=False)):
            return joined
    return ()


def _spaced_out(run: str, names: frozenset[str]) -> tuple[str, ...]:
    """Known names that run together while letters of some are spaced: 国家发展改革委公 安 部."""
    is_spaced = re.search(r"(?<!\S)\S[^\S\n]\S(?!\S)|\S[^\S\n]\S[^\S\n]\S", run)
    return tuple(dict.fromkeys(_cut("".join(run.split()), names, strict=True))) if is_spaced else ()


def _chunks(run: str) -> list[str]:
    """``run`` cut at blanks and commas, with letters spaced for layout (教 育 部, 科 技 部) drawn together."""
    chunks: list[str] = []
    for line in re.split(r"[\n、，,；]|[^\S\n]{2,}", run):
        parts = line.split()
        if len(parts) > 1 and all(len(part) == 1 for part in parts):
            parts = ["".join(parts)]
        chunks += parts
    if len(chunks) > 1 and all(len(chunk) == 1 for chunk in chunks):
        return ["".join(chunks)]
    return chunks


@lru_cache(maxsize=4096)
def _cut(chunk: str, names: frozenset[str], strict: bool) -> tuple[str, ...]:
    """The cheapest cutting of ``chunk`` into known names and likely ones; empty where there is none."""
    best: list[tuple[float, list[tuple[str, bool]]] | None] = [(0.0, [])] + [None] * len(chunk)
    for start, before in enumerate(best):
        if before is None:
            continue
        for end in range(start + 1, min(start + 2 * _LONGEST, len(chunk)) + 1):
            name = chunk[start:end]
            known = name in names or _OFFICE.sub("", name) in names
            cost = 1.0 if known else None if strict else _strangeness(name)
            so_far = best[end]
            if cost is not None and (so_far is None or before[0] + cost < so_far[0]):
                best[end] = (before[0] + cost, [*before[1], (name, known)])
    whole = best[-1]
    return tuple(_own_departments(whole[1])) if whole else ()


def _strangeness(name: str) -> float | None:
    """What it costs to take an unknown name for a body: more where it seems to hold several; ``None``: it is none."""
    ending = _AGENCY.search(_OFFICE.sub("", name)) or _AGENCY.search(name)
    if not ending or not _AGENCY.search(name) or _BRANCH.fullmatch(name) or not _SHORTEST <= len(name) <= _LONGEST or _NOT_A_NAME.search(name):
        return None
    return 2.5 + 3 * (len(_INNER.findall(name, 0, ending.start())) + _begins_again(name))


def _begins_again(name: str) -> int:
    """How often a body may begin on the end of an agency's name: the place with which ``name`` begins stands there, or any
    where it begins with none. Another place is that of a branch: 通辽市某中心奈曼旗服务部."""
    own = tuple(place.label for place in split_places(name)[0] if not _ENDING.search(place.label))
    ends = [ending.end() for ending in _ENDING.finditer(name)]
    return sum(name.startswith(own, end) if own else bool(split_places(name[end:])[0]) for end in ends)


def _opens(name: str, before: str) -> bool:
    """Whether ``name`` begins as that of a body does: with a place, be it that of the one ``before``, without its rank."""
    if _OPENS.match(name) or split_places(name)[0] or (_UNPLACED.match(name) and _UNPLACED.match(before)):
        return True
    return any(name.startswith(place.label) for place in split_places(before)[0])


def _own_departments(pieces: list[tuple[str, bool]]) -> list[str]:
    """An unknown name right after a known one is a department of it (教育部 + 教师工作司), unless it opens as a body.

    After the name of an agency with branches of its own even then: 国家税务总局 + 广州市税务局.
    """
    merged: list[str] = []
    for name, known in pieces:
        if merged and not known and (not _opens(name, merged[-1]) or _WITH_BRANCHES.fullmatch(merged[-1])):
            merged[-1] += name
        else:
            merged.append(name)
    return merged
