"""Requests that cost more than others of their kind, thought of by people: for the table of ``benchmarks.dearest``.

    requests_of(route, name, site)    of one address of the site
"""
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.db.models import Count
from django.db.models.functions import Length

from documents.models import Document, IssuingBody, Topic, Work

FREQUENT = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
LONG = 200_000
DAY = "on=2012-05-01"
JSON = "application/json"


@dataclass(frozen=True)
class Request:
    """One request; ``body`` is sent as a form where it is a dict, as JSON where it is a string."""

    path: str
    body: dict[str, str] | str | None = None

    @property
    def sent(self) -> int:
        """Bytes of the address and the body."""
        body = urlencode(self.body) if isinstance(self.body, dict) else self.body or ""
        return len(self.path) + len(body.encode())


def searches() -> list[str]:
    """Short ones that almost every text has, and the longest of many words, phrases, alternatives and near names."""
    drawn = random.Random(7)
    some = [drawn.choice(FREQUENT) for _ in range(100)]
    return [
        "法", "第一条", "中华人民共和国", " 或 ".join("国家法律规定"), "".join(some), " ".join(some[:50]), " 或 ".join(some[:30]), '"' + "".join(some[:90]) + '"',
        "(" * 20 + "法" + ")" * 20, "标题:法 -" + " -".join(some[:30]), "2012年以后国务院发布的关于劳动合同的规定怎么办", "".join(f"第{n}条" for n in range(1, 33)),
        "zhonghuarenmingongheguolaodonghetongfa" * 2, "《" + "法" * 98 + "》", "2012年" * 20, "9" * 100,
    ]


def drafts() -> list[str]:
    """The longest texts that may be checked, of what a reader of citations has to look at."""
    law = "依据《中华人民共和国劳动合同法》第三十九条、《中华人民共和国行政处罚法》第二十条第二款第（三）项，制定本办法。\n"
    words = ["《a》", law, "国务院办公厅", "第一条第二款第（三）项、", "（以下简称“甲”）", "〔2020〕1号", "合同法第五十二条规定“合同无效”。", "2020年第1号公告"]
    return [word * (LONG // len(word)) for word in words]


class Site:
    """The rows that are dear: the longest document, the most cited, the one that cites most, the body that issued most."""

    def __init__(self) -> None:
        published = Document.objects.published().order_by(Length("markdown").desc())
        self.longest, second = published[:2]
        self.second = second.slug
        cited, citing = (published.annotate(count=Count(link)).order_by("-count").first() for link in ("cited_by", "citations"))
        self.documents = list(dict.fromkeys(one.slug for one in (self.longest, cited, citing) if one))
        self.anchor = self.longest.sections.order_by("-pk").values_list("anchor", flat=True)[0]
        self.body = IssuingBody.objects.public().annotate(count=Count("signatures")).order_by("-count")[0]
        self.topic = Topic.objects.public()[0]
        self.work = Work.objects.annotate(count=Count("citations")).order_by("-count")[0]


def requests_of(route: str, name: str, site: Site) -> Iterator[Request]:
    """The dear requests of one address; ``name`` is that of its pattern."""
    paths = list(_paths(route, site))
    if name in SENT:
        yield from (Request(path, body) for path in paths for body in SENT[name](site))
    else:
        yield from (Request(f"{path}{'?' * bool(query)}{query}") for path in paths for query in ("", DAY, *ASKED.get(name, lambda site: [])(site)))


def _paths(route: str, site: Site) -> Iterator[str]:
    """The addresses of ``route`` with the dear rows in it."""
    is_work = route.startswith(("works/", "cited/", "api/v1/works", "api/v1/export/works"))
    slugs = [site.topic.slug] if "feeds/topics" in route else [site.body.slug] if "feeds/bodies" in route else [site.work.slug] if is_work else site.documents
    values = VALUES | {"slug": slugs, "other": [site.second], "number": [str(site.longest.pk)], "anchor": [site.anchor]}
    values["value"] = {"bodies": [site.body.slug], "topics": [site.topic.slug], "years": ["2012"]}.get(route.split("/")[0], ["通知"])
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    for turn in range(max([len(values[name]) for name in names], default=1)):
        path = route
        for name in names:
            path = re.sub(rf"<(?:\w+:)?{name}>", quote(values[name][turn % len(values[name])]), path, count=1)
        yield f"/{path}"


def _searched(site: Site) -> list[str]:
    asked = [urlencode({"q": query}) for query in searches()]
    return [*asked, *(f"{one}&unit=section&page=100" for one in asked[:8]), *(f"{one}&exact=1&editions=all&{DAY}" for one in asked[:8])]


def _filtered(site: Site) -> list[str]:
    many = [("year", str(year)) for year in range(2003, 2023)] + [("kind", "法律"), ("kind", "条例"), ("body", site.body.name)]
    return [urlencode([*many, ("sort", "title"), ("page", "100")]), urlencode(many) + f"&{DAY}", "sort=title&page=99999", "q=" + "9" * 3000]


def _as_json(**values: str) -> str:
    return json.dumps(values, ensure_ascii=False)


VALUES = {
    "day": ["2012-05-01"], "place": ["1"], "section": ["documents"], "extension": ["csv", "xlsx", "json"], "key": ["民法典"], "token": ["x" * 200],
    "form": ["pdf", "docx", "txt", "md", "json", "akn", "ris", "bib"], "name": ["manifest.json"],
}
ASKED = {
    **dict.fromkeys(["search", "export_search", "search_feed"], _searched),
    **dict.fromkeys(["documents", "list_documents", "export_documents", "feed", "body", "topic", "kind", "year", "citing", "cited_works", "most_cited", "code"], _filtered),
    "suggest": lambda site: [urlencode({"q": query}) for query in searches()],
    "resolve": lambda site: [urlencode({"q": query}) for query in (*searches(), *(draft[:2000] for draft in drafts()))],
    **dict.fromkeys(["trends", "export_trends"], lambda site: [urlencode({"q": " ".join(searches()[:3])}), urlencode([("q", query) for query in searches()])]),
    "changes": lambda site: ["until=2012-05-01", "until=1000-01-01"],
    "document": lambda site: [urlencode({"q": query}) for query in searches()[:8]],
    "oai": lambda site: ["verb=ListRecords&metadataPrefix=oai_dc", "verb=ListIdentifiers&metadataPrefix=oai_dc&from=1000-01-01", "verb=ListSets", "verb=" + "x" * 3000],
}
SENT = {
    "check_draft": lambda site: [{"text": draft} for draft in drafts()],
    "check": lambda site: [_as_json(text=draft) for draft in drafts()],
    "verify_quote": lambda site: [_as_json(quote=(site.longest.markdown * 2)[start:start + 2000], source=source) for start in (0, 90) for source in (site.longest.slug, "法" * 500)],
    "mcp": lambda site: [_call("check_draft", text=draft) for draft in drafts()] + [_call("search_policies", query=query) for query in searches()],
}


def _call(tool: str, **arguments: str) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": tool, "arguments": arguments}}, ensure_ascii=False)
