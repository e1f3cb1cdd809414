"""What any engine must do. A new engine subclasses ``EngineContract`` and gives it the fixture ``engine``."""
from dataclasses import replace

import pytest

from search.backends.entries import IndexEntry, Passage
from search.plan import All, Any, Between, Is, Not, Phrase, Plan, Said, Words

SCHOOLS = IndexEntry(
    document_id=1,
    title=("中小学生学籍管理办法", "教育部关于印发《中小学生学籍管理办法》的通知"),
    number=("教基一〔2013〕7号",),
    body=("教育部",),
    date=20130811,
    values={"topic": ("xueji",), "body": ("jiaoyubu",), "year": ("2013",), "kind": ("办法",), "number": ("教基一〔2013〕7号",)},
    passages=(
        Passage("", "现将《中小学生学籍管理办法》印发给你们。"),
        Passage("ch-1", "第一章 总则", "总则"),
        Passage("art-1", "第一条\n为规范学籍管理，提高新形势下基础教育科学管理水平，制定本办法。", path="总则"),
        Passage("art-2", "第二条\n普惠性幼儿园参照执行。学生转学由监护人提出申请。", path="总则"),
    ),
)
NETWORKS = IndexEntry(
    document_id=2,
    title=("关于推进教育新型基础设施建设的指导意见",),
    number=("教科信〔2021〕2号",),
    body=("教育部", "中央网信办", "国家互联网信息办公室"),
    date=20210701,
    values={
        "topic": ("xinjijian", "xueji"), "body": ("jiaoyubu", "wangxinban"), "year": ("2021",), "kind": ("意见",),
        "number": ("教科信〔2021〕2号",),
    },
    passages=(
        Passage("", "教育新型基础设施是以新发展理念为引领，面向教育高质量发展的新型基础设施体系。"),
        Passage("sec-1", "一、总体要求\n深入应用5G、人工智能、大数据等新一代信息技术，普惠共享。", "总体要求"),
        Passage("sec-2", "二、重点方向\n建设教育专网。2022年12月前完成；GB/T 19001-2016 适用。", "重点方向"),
    ),
)
TAXES = IndexEntry(
    document_id=3,
    title=("关于税收优惠的公告",),
    body=("税务总局",),
    values={"body": ("shuiwu",), "kind": ("公告",)},
    passages=(Passage("", "企业所得税减半征收。劳动合同法另有规定的，从其规定。著作權登記費免收。"),),
)
ENTRIES = (SCHOOLS, NETWORKS, TAXES)


class EngineContract:
    """``engine``: a backend whose index is empty and ready."""

    @pytest.fixture
    def filled(self, engine):
        with engine.writing():
            engine.write(ENTRIES)
        return engine

    @staticmethod
    def documents(engine, query, **kwargs) -> list[int]:
        return [hit.document_id for hit in engine.run(Plan(query, **kwargs), 5).hits]

    @staticmethod
    def sections(engine, query, **kwargs) -> set[str]:
        hits = engine.run(Plan(query, unit="section", **kwargs), 5).hits
        return {f"{hit.document_id}#{hit.anchor}" for hit in hits}

    # What must not match

    def test_a_phrase_is_not_its_words(self, filled):
        assert self.sections(filled, Phrase("管理学籍")) == set()
        assert self.documents(filled, Phrase("教育基础设施")) == []

    def test_a_phrase_does_not_run_from_one_section_into_the_next(self, filled):
        assert self.documents(filled, Phrase("本办法。第二条")) == []
        assert self.documents(filled, Phrase("总则第一条")) == []

    def test_a_latin_word_is_not_part_of_another(self, filled):
        assert self.documents(filled, Words("g")) == []
        assert self.documents(filled, Words("5g")) == [2]

    @pytest.mark.parametrize("text", ["", " ", "，。", "\x00", "*", "?*", "~", "[a TO z]", "🀄", "\ud800", "‮"])
    def test_what_says_nothing_finds_nothing(self, filled, text):
        assert self.documents(filled, Words(text)) == []

    def test_unknown_fields_and_values_find_nothing(self, filled):
        assert self.documents(filled, Words("教育", field="secret")) == []
        assert self.documents(filled, Is("topic", "none")) == []
        assert self.documents(filled, Is("nofield", "x")) == []
        assert self.documents(filled, Is("document", "abc")) == []

    # Words

    def test_all_words_by_default(self, filled):
        assert self.documents(filled, Words("学籍 转学")) == [1]
        assert self.documents(filled, Words("学籍 专网")) == []
        assert set(self.documents(filled, Words("学籍 专网", "or"))) == {1, 2}

    def test_a_word_is_found_inside_a_longer_one(self, filled):
        assert self.sections(filled, Words("普惠")) == {"1#art-2", "2#sec-1"}
        assert self.documents(filled, Words("劳动合同")) == [3]

    def test_one_character_is_enough(self, filled):
        assert self.documents(filled, Words("税")) == [3]
        assert self.sections(filled, Phrase("网")) == {"2#sec-2"}
        assert self.documents(filled, Phrase("收")) == [3]

    def test_traditional_characters_and_width(self, filled):
        assert self.documents(filled, Phrase("著作权登记费")) == [3]
        assert self.documents(filled, Words("學籍管理")) == [1]
        assert self.documents(filled, Phrase("５Ｇ、人工智能")) == [2]

    @pytest.mark.parametrize(("typed", "documents"), [
        ("20元", {1, 2}), ("二十元", {1, 2}), ("一百二十元", {3}), ("120元", {3}), ("二元", set()), ("帐户", {1, 3}), ("账户", {1, 3}), ("30%", {2}), ("百分之三十", {2}),
    ])
    def test_a_word_is_found_in_all_its_forms_and_a_number_in_no_longer_one(self, engine, typed, documents):
        texts = "处二十元罚款，不开帐户。", "处20元罚款，占30%。", "处一百二十元罚款，120元。开立账户。"
        with engine.writing():
            engine.write([IndexEntry(number, (f"办法之{name}",), (Passage("", text),)) for number, name, text in zip((1, 2, 3), "甲乙丙", texts, strict=True)])
        assert set(self.documents(engine, Words(typed))) == documents
        assert set(self.documents(engine, Phrase(typed))) <= documents | ({3} if typed in ("20元", "二十元") else set())

    def test_a_word_in_the_title_serves_a_section(self, filled):
        assert self.sections(filled, Words("学籍管理办法 转学")) == {"1#art-2"}

    def test_fields(self, filled):
        assert self.documents(filled, Words("学籍", field="title")) == [1]
        assert self.documents(filled, Words("专网", field="title")) == []
        assert self.documents(filled, Phrase("网信办", field="body")) == [2]
        assert self.documents(filled, Phrase("教科信〔2021〕", field="number")) == [2]

    # Phrases

    def test_every_substring_is_found_in_its_section_and_nowhere_else(self, filled):
        from search.text.analyzers import normalise

        texts = {f"{e.document_id}#{p.anchor}": normalise(p.text) for e in ENTRIES for p in e.passages}
        for text in texts.values():
            for start in range(0, len(text) - 1):
                for length in (1, 2, 3, 7):
                    part = text[start : start + length]
                    if part != part.strip():
                        continue
                    found = self.sections(filled, Phrase(part), stop=100)
                    assert found == {name for name, whole in texts.items() if part in whole}, part

    # Combination

    def test_all_any_not(self, filled):
        education = Words("教育")
        assert set(self.documents(filled, education)) == {1, 2}
        assert self.documents(filled, All((education, Not(Phrase("新型"))))) == [1]
        assert set(self.documents(filled, Any((Phrase("转学"), Phrase("征收"))))) == {1, 3}
        assert set(self.documents(filled, All())) == {1, 2, 3}
        assert self.documents(filled, Any(())) == []
        assert self.documents(filled, Not(All())) == []

    def test_exact_values_and_dates(self, filled):
        assert self.documents(filled, Is("number", "教基一〔2013〕7号")) == [1]
        assert self.documents(filled, Is("document", "2")) == [2]
        assert self.documents(filled, Between("date", 20210101, None)) == [2]
        assert self.documents(filled, Between("date", None, 20201231)) == [1]
        assert self.documents(filled, Between("year", 2021, 2023)) == [2]
        assert self.documents(filled, Between("date", -(10**30), 10**30)) == [2, 1]
        assert self.documents(filled, Between("year", 10**30, None)) == []
        assert self.documents(filled, Between("date", 20210701, 20210701)) == [2]
        assert self.sections(filled, All((Words("普惠"), Between("year", 2021, 2021)))) == {"2#sec-1"}

    def test_ranges_of_values_that_are_numbers(self, engine):
        years = {1: ("2013",), 2: ("2021",), 3: ("none",), 4: ("1999", "2022"), 5: ()}
        with engine.writing():
            engine.write(IndexEntry(n, (f"文件{n}",), (Passage("", "正文。"),), values={"effect_year": own}) for n, own in years.items())

        def found(low, high, *others):
            within = Between("effect_year", low, high)
            by_query = set(self.documents(engine, Any((within, *(Is("effect_year", value) for value in others)))))
            assert by_query == set(self.documents(engine, All(), filters={"effect_year": (within, *others)}))
            return by_query

        assert found(2013, 2021) == {1, 2} and found(None, 2013) == {1, 4} and found(2022, None) == {4}
        assert found(2014, 2020) == found(2030, 2000) == found(10**30, None) == set()
        assert found(None, None) == {1, 2, 4} and found(2021, 2021, "none") == {2, 3}

    def test_the_fields_of_exact_values_are_known(self, filled):
        assert {"topic", "body", "kind", "year", "effect_year", "number", "name", "cites"} <= filled.fields()
        assert "nofield" not in filled.fields() and not filled.is_outdated()

    def test_values_of_a_field_that_the_index_lacks_are_passed_over(self, filled):
        with filled.writing():
            filled.write([IndexEntry(9, ("新",), (Passage("", "新的内容"),), values={"nofield": ("x",), "kind": ("函",)})])
        assert self.documents(filled, Is("kind", "函")) == [9] and self.documents(filled, Is("nofield", "x")) == []
        assert filled.run(Plan(All(), facets=("nofield",)), 5).facets == {"nofield": {}}

    def test_filters_of_one_facet_are_alternatives_and_facets_add_up(self, filled):
        def found(**filters):
            return set(self.documents(filled, All(), filters=filters))

        assert found(topic=("xueji",)) == {1, 2}
        assert found(topic=("xueji",), year=("2013",)) == {1}
        assert found(year=("2013", "2021")) == {1, 2}
        assert found(year=()) == {1, 2, 3}

    def test_facets_count_hits_and_their_own_choice_does_not_narrow_them(self, filled):
        plan = Plan(All(), filters={"year": ("2013",)}, facets=("year", "topic", "kind"))
        hits = filled.run(plan, 5)
        assert hits.total == 1
        assert hits.facets == {"year": {"2013": 1, "2021": 1}, "topic": {"xueji": 1}, "kind": {"办法": 1}}

    def test_facets_of_sections_count_sections(self, filled):
        hits = filled.run(Plan(Words("教育"), unit="section", facets=("body",)), 5)
        assert hits.facets["body"] == {"jiaoyubu": 3, "wangxinban": 2}
        assert hits.total == 3

    # Order

    def test_order_by_date(self, filled):
        assert self.documents(filled, All(), sort="newest") == [2, 1, 3]
        assert self.documents(filled, All(), sort="oldest") == [1, 2, 3]

    def test_a_title_outranks_a_text(self, filled):
        assert self.documents(filled, Words("基础 教育 学籍", "or"))[0] == 1
        assert self.documents(filled, Words("新型基础设施"))[0] == 2

    def test_of_two_alike_the_one_that_others_cite_comes_first(self, engine):
        def law(number: int, name: str, *cites: str) -> IndexEntry:
            return IndexEntry(number, (name,), (Passage("", "应当登记。"),), values={"name": (name, f"{name}全称"), "cites": cites})

        laws = [law(1, "甲法"), law(2, "乙法"), law(3, "丙法", "甲法", "甲法全称", "丙法"), law(4, "丁法", "甲法", "乙法")]
        with engine.writing():
            engine.write(laws[:2])
            engine.write(laws[2:])
        hits = engine.run(Plan(Words("登记")), 5).hits
        assert [(hit.document_id, hit.cited) for hit in hits] == [(1, 2), (2, 1), (4, 0), (3, 0)]
        with engine.writing():
            engine.write((), [3, 4])
        assert [hit.cited for hit in engine.run(Plan(Words("登记"), unit="section"), 5).hits] == [0, 0]

    def test_the_edition_in_force_on_the_day_comes_before_the_others_of_its_work(self, engine):
        texts = ("公司法 公司法 公司法", "公司法", "公司法 公司法", "不相干的公司法 公司法 公司法")
        begins = ("2018010120180101公司法", "2024070120240701公司法", "2099010120990101公司法", "")
        entries = [
            IndexEntry(n, (text,), (Passage("", text),), values={"edition_of": (edition,)} if edition else {})
            for n, (text, edition) in enumerate(zip(texts, begins, strict=True), 1)
        ]
        with engine.writing():
            engine.write(entries)
        for unit in ("document", "section"):
            plan = Plan(Words("公司法"), unit=unit)
            firsts = {
                on: [hit.document_id for hit in engine.run(replace(plan, on=on), 5).hits if hit.document_id != 4][0]
                for on in (20200101, 20240701, 21000101)
            }
            assert firsts == {20200101: 1, 20240701: 2, 21000101: 3}
            assert engine.run(plan, 5).hits[0].document_id != 2
        with engine.writing():
            engine.write((), [2])
        assert engine.run(Plan(Words("公司法"), on=20250101), 5).hits[0].document_id in (1, 4)

    def test_one_edition_stands_for_its_work_wherever_it_matches(self, engine):
        def law(number, begins, text, kind):
            return IndexEntry(number, (text,), (Passage("", text), Passage("art-1", text)), values={"edition_of": (f"{begins}{begins}公司法",), "kind": (kind,)})

        entries = [law(1, "20180101", "公司法 旧文", "旧"), law(2, "20240701", "公司法", "新"), law(3, "20140101", "公司法 旧文", "旧")]
        with engine.writing():
            engine.write([*entries, IndexEntry(4, ("公司法解释",), (Passage("", "公司法"),), values={"kind": ("新",)})])
        plan = Plan(Words("公司法"), facets=("kind",), on=20250101, one_edition=True)
        found = engine.run(plan, 5)
        assert ({hit.document_id for hit in found.hits}, found.total) == ({2, 4}, 2)
        assert found.facets["kind"] == {"新": 2, "旧": 1}
        chosen = engine.run(replace(plan, filters={"kind": ("旧",)}), 5)
        assert ([hit.document_id for hit in chosen.hits], chosen.total) == ([1], 1)
        assert [hit.document_id for hit in engine.run(replace(plan, query=Words("旧文")), 5).hits] == [1]
        assert engine.run(replace(plan, one_edition=False), 5).total == 4
        assert {hit.document_id for hit in engine.run(replace(plan, unit="section"), 5).hits} == {2, 4}

    def test_an_exact_value_may_count(self, filled):
        query = Any((Words("教育"), Is("document", "3", weight=100.0)))
        assert self.documents(filled, query)[0] == 3

    def test_what_is_said_makes_nothing_a_hit_and_raises_sections_that_say_it(self, filled):
        asked = Any((Words("学籍 幼儿园", "or"), Said("监护人", 100), Said("税收", 100)))
        assert self.documents(filled, Said("监护人")) == [] == self.documents(filled, Said("监护人"), unit="section")
        assert self.documents(filled, asked) == [1]
        hits = filled.run(Plan(asked, unit="section"), 5).hits
        assert {hit.document_id for hit in hits} == {1} and hits[0].anchor == "art-2"
        assert filled.run(Plan(asked), 5).hits[0].sections[0].anchor == "art-2"

    def test_slices_add_up(self, filled):
        whole = self.documents(filled, All())
        parts = [self.documents(filled, All(), start=n, stop=n + 1) for n in range(4)]
        assert parts == [[whole[0]], [whole[1]], [whole[2]], []]
        assert filled.run(Plan(All(), start=5, stop=9), 5).total == 3

    def test_documents_bring_their_best_sections(self, filled):
        hit = filled.run(Plan(Words("转学 学籍")), 5).hits[0]
        assert [section.anchor for section in hit.sections][0] == "art-2"
        assert all(section.document_id == 1 and section.score > 0 for section in hit.sections)

    # Limits

    def test_a_deadline_ends_a_search_and_is_said(self, filled):
        hits = filled.run(Plan(Words("教育")), -1.0)
        assert hits.partial and hits.total == 0
        assert not filled.run(Plan(Words("教育")), 5).partial

    def test_a_search_looks_for_so_many_terms_and_no_more(self, filled):
        many = " ".join(f"w{number}" for number in range(5_000))
        assert 0 < len(filled.run(Plan(Words(many, "or")), 5).terms) <= 100
        nested = Any(tuple(Phrase(f"词{number}") for number in range(5_000)))
        assert len(filled.run(Plan(nested), 5).terms) <= 100

    def test_no_page_costs_no_hits(self, filled):
        hits = filled.run(Plan(Words("教育"), start=0, stop=0, facets=("kind",)), 5)
        assert (hits.hits, hits.total, hits.facets) == ((), 2, {"kind": {"办法": 1, "意见": 1}})

    # Changes

    def test_an_entry_replaces_the_one_before(self, filled):
        with filled.writing():
            filled.write([IndexEntry(1, ("新标题",), (Passage("", "全新的内容"),))])
        assert self.documents(filled, Phrase("学籍管理")) == []
        assert self.documents(filled, Phrase("全新的内容")) == [1]
        assert len(self.documents(filled, All())) == 3

    def test_removed_is_gone(self, filled):
        with filled.writing():
            filled.write((), [1, 99])
        assert set(self.documents(filled, All())) == {2, 3}
        assert filled.run(Plan(All(), facets=("year",)), 5).facets == {"year": {"2021": 1}}
        assert set(filled.digests()) == {2, 3}

    def test_many_small_changes(self, filled):
        for number in range(30):
            with filled.writing():
                filled.write([IndexEntry(10 + number % 7, (f"第{number}版",), (Passage("", f"内容{number}号"),))])
        assert set(self.documents(filled, Phrase("内容"), stop=99)) == set(range(10, 17))
        assert self.documents(filled, Phrase("内容29号")) == [11]
        assert self.documents(filled, Phrase("内容15号")) == []

    def test_a_generation_changes_with_the_answers_and_only_then(self, filled):
        before = filled.generation()
        assert filled.generation() == before
        with filled.writing():
            assert filled.generation() == before
            filled.write([NETWORKS])
        assert filled.generation() != before

    def test_a_new_generation_takes_over_with_what_came_late(self, filled):
        with filled.building() as generation:
            generation.write([SCHOOLS, TAXES])
            with filled.writing():
                filled.write([NETWORKS])
            assert set(self.documents(filled, All())) == {1, 2, 3}
            assert generation.late() == {2}
            with filled.writing():
                generation.write([NETWORKS], generation.late())
                generation.activate()
        assert set(self.documents(filled, All())) == {1, 2, 3}
        assert filled.digests() == {entry.document_id: entry.digest for entry in ENTRIES}

    def test_one_writer_at_a_time(self, engine):
        from search.backends.errors import IndexBusy

        with engine.writing(), pytest.raises(IndexBusy), engine.writing():
            pass
