"""Tokens: what the index, a query and a snippet are cut into."""
import marshal
import os
import subprocess
import sys
from math import log

import jieba
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st

from search.text import analyzers

ROOT = settings.BASE_DIR


@pytest.fixture(scope="module")
def reference():
    """jieba itself, with our dictionary: it defines the tokens."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word in analyzers.dictionary_words():
        tokenizer.add_word(word)
    return tokenizer


def assert_tokens_are_jiebas(reference, text):
    folded = analyzers.normalise(text)
    assert analyzers.segments(folded) == reference.lcut(folded)
    assert analyzers.tokens(text) == [t for t in reference.lcut_for_search(folded) if any(c.isalnum() for c in t)]


TEXTS = [
    "GB/T 19001-2016 质量管理体系", "2020-2025年", "第3-5条", "COVID-19 与 e-mail", "教基〔2025〕1号", "学籍管理办法",
    "中央网信办、教育部等五部门关于推进教育新型基础设施建设的指导意见", "双减政策落地，三通两平台建设。",
    "中华人民共和国劳动合同法第十二条第（三）项", "占比达到３.５％，增加1,000元", "A4纸9号", "〇一二三", "www.gov.cn",
    "数据产量达8.1ZB", "published_on", "型号A2.5版", "1.2.3", "50%%", "C++与C#", "江南style-x", "4S店", "㐀㐁好鿖", "a_b&c",
]


@pytest.mark.parametrize("text", TEXTS)
def test_tokens_are_jiebas(reference, text):
    assert_tokens_are_jiebas(reference, text)


@pytest.mark.parametrize("path", sorted((ROOT / "fixtures/corpus").glob("*.md")), ids=lambda path: path.stem[:20])
def test_tokens_of_real_documents_are_jiebas(reference, path):
    assert_tokens_are_jiebas(reference, path.read_text())


PARTS = st.sampled_from([
    "学籍管理", "双减", "国务院办公厅", "的", "张", "三", "第", "条", "一", "〇", "㐀", "鿖", "𠀀", "豈", "江南", "style", "4s", "店", "1号店",
    "c++", "c#", "AT&T", "e-mail", "zb", "c", "+", "#", "-", ".", "_", "%", "&", "1", "2.5", "19001", "é", "α", "射线", "٣", "カナ",
    " ", "/", ":", "《", "(", "~", "@", "’",
])


@trying(max_examples=500)
@given(st.lists(PARTS | st.characters(), max_size=14).map("".join))
def test_tokens_of_any_text_are_jiebas(reference, text):
    folded = analyzers.normalise(text)
    ours, theirs = analyzers.segments(folded), reference.lcut(folded)
    if ours == theirs:
        assert_tokens_are_jiebas(reference, text)
    else:  # 一一|一 or 一|一一: equally likely, so that the last digit of a sum decides
        assert likelihood(reference, ours) == pytest.approx(likelihood(reference, theirs))


def likelihood(tokenizer, words):
    return sum(log((tokenizer.FREQ.get(word) or 1) / tokenizer.total) for word in words)


def test_nothing_else_cuts_chinese():
    paths = [path for top in ("documents", "search", "portal") for path in (ROOT / top).rglob("*.py")]
    assert [path.name for path in paths if "import rjieba" in path.read_text() or "import jieba" in path.read_text()] == ["analyzers.py"]


@given(st.text())
def test_segments_are_the_whole_text(text):
    folded = analyzers.normalise(text)
    assert "".join(analyzers.segments(folded)) == folded


def test_dictionary_words_stay_whole():
    assert analyzers.dictionary_words()
    for word in analyzers.dictionary_words():
        assert analyzers.query_tokens(word) == [analyzers.normalise(word)]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("　ＡＢＣ１２３（一）", "abc123(一)"),
        ("學籍 管理\n辦法", "学籍管理办法"),
        ("著作权、乾隆", "著作权、乾隆"),
        ("“双减”与‘双一流’—「引」", "\"双减\"与'双一流'-\"引\""),
        ("GB/T  19001 - 2016", "gb/t 19001-2016"),
        ("\u202e税\u200b收\x00", "税收"),
        ("", ""),
    ],
)
def test_normalise_folds_what_a_reader_takes_for_the_same(text, folded):
    assert analyzers.normalise(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    once = analyzers.normalise(text)
    assert analyzers.normalise(once) == once


@given(st.text())
def test_words_are_parts_of_the_text(text):
    folded = analyzers.normalise(text)
    assert all(word in folded for word in analyzers.tokens(text))


def test_a_long_run_is_cut_in_good_time():
    """I20: the statistical model's time grows with the square of an unbroken run."""
    assert len(analyzers.tokens("龘" * 100_000)) > 100
    assert analyzers.tokens("a" * 100_000)


def test_function_words_are_asked_for_only_when_alone():
    assert analyzers.query_tokens("学籍的管理和办法") == ["学籍", "管理", "办法"]
    assert analyzers.query_tokens("的") == ["的"]


def test_s21_nobody_else_decides_how_we_cut(tmp_path):
    """jieba keeps its dictionary under a fixed name where everyone may write; nothing of ours looks there."""
    (tmp_path / "jieba.cache").write_bytes(marshal.dumps(({"税": 1, "收政策": 99_999}, 100_000)))
    code = "import sys; from search.text import analyzers; print(analyzers.tokens('税收政策'), 'jieba' in sys.modules)"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "['税收', '政策', '税收政策'] False", done.stderr
