"""The advanced form: the query language in boxes, and a query back in its boxes."""
from __future__ import annotations

from django import forms

from documents.models import Topic
from documents.vocabulary.kinds import KINDS
from search.queries.language import parse
from search.queries.tree import FIELDS, And, Or, Quote, Tree, Without, Word, write

_BOXED = ("title", "body", "number", "topic", "kind")


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=100)


class AdvancedForm(forms.Form):
    all = _text("全部这些词", "每个词都要有，词与词之间用空格分开。")
    phrase = _text("完整的一句话", "一字不差地包含这一串字。")
    any = _text("任意一个词", "有其中一个就可以。")
    none = _text("不含这些词", "有其中一个就不要。")
    title = _text("标题含有")
    body = _text("发文机关", "全称或简称，例如：中央网信办。")
    number = _text("发文字号", "可以只写一部分，例如：教基〔2025〕。")
    topic = forms.ChoiceField(label="主题", required=False)
    kind = forms.ChoiceField(label="公文种类", required=False, choices=[("", "不限"), *((k, k) for k in KINDS)])
    since = forms.IntegerField(label="从哪一年", required=False, min_value=1000, max_value=9999)
    until = forms.IntegerField(label="到哪一年", required=False, min_value=1000, max_value=9999)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        names = Topic.objects.public().values_list("name", flat=True)
        self.fields["topic"].choices = [("", "不限"), *((name, name) for name in names)]

    def written(self) -> str:
        """What was filled in, in the query language. Only of a valid form."""
        return write_boxes(self.cleaned_data)


def write_boxes(boxes: dict) -> str:
    """The query that the filled ``boxes`` mean; ``all`` may itself use the language."""
    any_of, since, until = boxes["any"].split(), boxes["since"], boxes["until"]
    parts = [
        boxes["all"],
        _quoted(boxes["phrase"]),
        f"({' 或 '.join(any_of)})" if len(any_of) > 1 else "".join(any_of),
        *(f"-{word}" for word in boxes["none"].split()),
        *(f"{FIELDS[name]}:{_value(boxes[name])}" for name in _BOXED if boxes[name]),
        f"{FIELDS['year']}:{since or ''}..{until or ''}" if since or until else "",
    ]
    return " ".join(filter(None, parts))


def read_boxes(text: str) -> dict[str, object]:
    """The boxes that ``text`` fills; what no box can say stays in ``all`` as it is written."""
    tree = parse(text)
    boxes: dict[str, list] = {}
    for part in tree.parts if isinstance(tree, And) else (tree,):
        name, value = _box(part)
        if name not in ("all", "none") and name in boxes:
            name, value = "all", write(part if not isinstance(part, Or) else And((part,)))
        boxes.setdefault(name, []).append(value)
    years = boxes.pop("year", [(None, None)])[0]
    return {name: " ".join(values) for name, values in boxes.items()} | {"since": years[0], "until": years[1]}


def _box(part: Tree) -> tuple[str, object]:
    if isinstance(part, Word) and not part.field:
        return "all", part.text
    if isinstance(part, Quote) and not part.field:
        return "phrase", part.text
    if isinstance(part, Or) and all(isinstance(p, Word) and not p.field for p in part.parts):
        return "any", " ".join(p.text for p in part.parts)
    if isinstance(part, Without) and isinstance(part.part, Word) and not part.part.field:
        return "none", part.part.text
    if isinstance(part, Word | Quote) and part.field in _BOXED:
        return part.field, part.text
    if isinstance(part, Word) and part.field == "year" and (years := _years(part.text)):
        return "year", years
    return "all", write(And((part,)))


def _years(text: str) -> tuple[int | None, int | None] | None:
    low, dots, high = text.partition("..")
    if (low or high) and all(year == "" or (year.isascii() and year.isdigit() and len(year) == 4) for year in (low, high)):
        since, until = (int(year) if year else None for year in (low, high))
        return (since, until) if dots else (since, since)
    return None


def _quoted(text: str) -> str:
    text = " ".join(text.replace('"', " ").split())
    return f'"{text}"' if text else ""


def _value(text: str) -> str:
    return text if " " not in text and '"' not in text else _quoted(text)
