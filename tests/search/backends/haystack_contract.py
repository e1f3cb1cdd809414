"""What ``SearchQuerySet`` means with any engine of ours; subclass with a fixture ``index`` that is empty and ready."""
import pickle
from datetime import date

import pytest
from haystack.exceptions import SearchBackendError
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SQ, EmptySearchQuerySet, RelatedSearchQuerySet, SearchQuerySet

from documents.models import Document, Topic
from documents.signals import document_changed
from tests.factories import make_document


def publish(title, **values):
    document = make_document(title, **values)
    document_changed.send(sender=Document, document_id=document.pk)
    return document


def titles(found) -> list[str]:
    return [result.title for result in found]


class HaystackContract:
    @pytest.fixture
    def corpus(self, index):
        publish("学籍管理办法", markdown="学生转学由监护人申请。普惠性幼儿园参照执行。", topics=["学籍"], bodies=["教育部"],
                kind="办法", number="教基〔2013〕7号", issued_on=date(2013, 8, 11), effective_on=date(2014, 1, 1))
        publish("新型基础设施意见", markdown="建设教育专网，面向学生，普惠共享。", topics=["数字化", "学籍"],
                bodies=["教育部", "网信办"], kind="意见", issued_on=date(2021, 7, 1))
        publish("减税公告", markdown="企业所得税减半征收。The quick brown fox.", bodies=["税务总局"], kind="公告",
                issued_on=date(2022, 3, 14))
        make_document("草稿", markdown="学生不应看到这一份。", state="draft")
        return SearchQuerySet()

    # Everything and nothing

    def test_all_are_counted_and_listed(self, corpus):
        assert corpus.count() == corpus.all().count() == len(corpus.all()) == 3
        assert {r.title for r in corpus.all()} == {"学籍管理办法", "新型基础设施意见", "减税公告"}
        assert corpus.filter(content="*").count() == 3

    def test_none(self, corpus):
        assert isinstance(corpus.none(), EmptySearchQuerySet)
        assert corpus.none().count() == 0

    def test_nothing_matches(self, corpus):
        found = corpus.filter(content="海洋")
        assert (found.count(), list(found), found.best_match() if found else None) == (0, [], None)

    # Filters

    def test_content_asks_for_all_words(self, corpus):
        assert corpus.filter(content="学生").count() == 2
        assert titles(corpus.filter(content="学生 转学")) == ["学籍管理办法"]
        assert titles(corpus.auto_query("学生 -转学")) == ["新型基础设施意见"]
        assert titles(corpus.filter(content="quick FOX")) == ["减税公告"]

    def test_a_phrase(self, corpus):
        assert titles(corpus.filter(content__exact="学生转学")) == ["学籍管理办法"]
        assert titles(corpus.filter(content=Exact("学生转学"))) == ["学籍管理办法"]
        assert corpus.filter(content=Exact("转学学生")).count() == 0
        assert titles(corpus.auto_query('"所得税减半" 企业')) == ["减税公告"]

    def test_filters_add_up_and_may_be_alternatives(self, corpus):
        assert titles(corpus.filter(content="学生").filter(kind="意见")) == ["新型基础设施意见"]
        assert corpus.filter(content="转学").filter_or(content="征收").count() == 2
        assert corpus.filter(SQ(content="转学") | SQ(content="征收")).count() == 2
        assert corpus.filter(SQ(content="学生") & ~SQ(content="转学")).count() == 1

    def test_exclude(self, corpus):
        assert corpus.exclude(kind="意见").count() == 2
        assert titles(corpus.filter(content="学生").exclude(content="转学")) == ["新型基础设施意见"]
        assert corpus.exclude(content="学生").exclude(content="征收").count() == 0
        assert corpus.filter(content=Not("学生")).count() == 1

    def test_values_of_a_field(self, corpus):
        assert titles(corpus.filter(body="网信办")) == ["新型基础设施意见"]
        assert corpus.filter(topic="学籍").count() == 2
        assert corpus.filter(kind__in=["意见", "公告"]).count() == 2
        assert corpus.filter(kind__in=[]).count() == 0
        assert titles(corpus.filter(number="教基〔2013〕7号")) == ["学籍管理办法"]
        assert titles(corpus.filter(title="基础设施")) == ["新型基础设施意见"]
        assert titles(corpus.filter(title__startswith="减税")) == ["减税公告"]
        assert titles(corpus.filter(title__contains="型基础")) == ["新型基础设施意见"]

    def test_identifiers(self, corpus):
        first = Document.objects.get(title="减税公告")
        assert titles(corpus.filter(django_id=first.pk)) == ["减税公告"]
        assert titles(corpus.filter(id=f"documents.document.{first.pk}")) == ["减税公告"]
        assert corpus.filter(django_ct="documents.document").count() == 3
        assert corpus.filter(django_ct="auth.user").count() == 0

    def test_dates_and_years(self, corpus):
        assert corpus.filter(date__gte=date(2021, 7, 1)).count() == 2
        assert corpus.filter(date__gt=date(2021, 7, 1)).count() == 1
        assert corpus.filter(date__lt=date(2021, 7, 1)).count() == 1
        assert corpus.filter(date__lte=date(2021, 7, 1)).count() == 2
        assert corpus.filter(date=date(2013, 8, 11)).count() == 1
        assert corpus.filter(date__range=[date(2013, 1, 1), date(2021, 12, 31)]).count() == 2
        assert corpus.filter(year=2021).count() == 1
        assert corpus.filter(year__range=[2013, 2021]).count() == 2
        assert titles(corpus.filter(effect_year__range=[2013, 2015])) == titles(corpus.filter(effect_year__lt=2020)) == ["学籍管理办法"]
        assert corpus.filter(effect_year="none").count() == 2

    @pytest.mark.parametrize(
        "text", ['"', '(((', "a:b", "*?~2", "[a TO z]", "AND OR NOT", "id:documents.document.1", "\x00", "学生^nan", "-", '"" ""']
    )
    def test_no_text_is_syntax(self, corpus, text):
        for found in (corpus.filter(content=text), corpus.auto_query(text), corpus.filter(content=Raw(text)),
                      corpus.filter(content=Clean(text)), corpus.filter(content=AutoQuery(text)), corpus.raw_search(text)):
            assert 0 <= found.count() <= 3
            list(found)

    def test_models(self, corpus):
        assert corpus.models(Document).count() == 3
        with pytest.warns(UserWarning, match="not registered"):
            assert corpus.models(Topic).count() == 0

    # Order and slices

    def test_order(self, corpus):
        newest = ["减税公告", "新型基础设施意见", "学籍管理办法"]
        assert titles(corpus.order_by("-date")) == newest
        assert titles(corpus.order_by("date")) == newest[::-1]
        assert titles(corpus.order_by("-year", "title")) == newest
        by_title = list(Document.objects.published().order_by("title").values_list("title", flat=True))  # each database has its own
        assert titles(corpus.order_by("title")) == by_title
        assert titles(corpus.order_by("-title")[1:2]) == by_title[1:2]
        assert corpus.latest("date").title == "减税公告"
        with pytest.raises(SearchBackendError):
            list(corpus.order_by("password"))

    def test_slices(self, corpus):
        ordered = corpus.order_by("date")
        assert titles(ordered[0:2]) == ["学籍管理办法", "新型基础设施意见"]
        assert ordered[2].title == "减税公告"
        assert titles(ordered[2:10]) == ["减税公告"]
        assert list(ordered[10:20]) == []

    def test_many_results_are_each_seen_once(self, corpus):
        for number in range(25):
            publish(f"批量{number}")
        seen = titles(corpus.order_by("date"))
        assert len(seen) == len(set(seen)) == 28

    def test_a_boost_raises_and_does_not_add(self, corpus):
        found = corpus.filter(content="学生").boost("专网", 50.0)
        assert titles(found)[0] == "新型基础设施意见"
        assert found.count() == 2
        assert found[0].score > found[1].score > 0

    # Facets

    def test_facets_count_what_is_found(self, corpus):
        counts = corpus.filter(content="学生").facet("body").facet("topic").facet_counts()
        assert counts["fields"]["body"] == [("教育部", 2), ("网信办", 1)]
        assert counts["fields"]["topic"] == [("学籍", 2), ("数字化", 1)]

    def test_narrow(self, corpus):
        narrowed = corpus.facet("kind").narrow("kind_exact:意见")
        assert titles(narrowed) == ["新型基础设施意见"]
        assert narrowed.facet_counts()["fields"]["kind"] == [("意见", 1)]
        assert corpus.narrow('kind:"海报"').count() == 0

    def test_date_and_query_facets(self, corpus):
        counts = corpus.date_facet("date", date(2021, 1, 1), date(2023, 1, 1), "year").facet_counts()
        assert [(day.year, count) for day, count in counts["dates"]["date"]] == [(2021, 1), (2022, 1)]
        months = corpus.date_facet("date", date(2021, 6, 1), date(2021, 9, 1), "month").facet_counts()
        assert [count for _, count in months["dates"]["date"]] == [0, 1, 0]
        assert corpus.query_facet("body", "教育部").facet_counts()["queries"] == {"body_exact:教育部": 2}

    # What results hold

    def test_a_result(self, corpus):
        result = corpus.filter(content="转学")[0]
        document = Document.objects.get(title="学籍管理办法")
        assert (result.app_label, result.model_name, result.pk) == ("documents", "document", str(document.pk))
        assert result.object == document
        assert (result.kind, result.body, result.year, result.date) == ("办法", ["教育部"], 2013, date(2013, 8, 11))

    def test_values(self, corpus):
        ordered = corpus.order_by("date")
        assert list(ordered.values("title", "year"))[0] == {"title": "学籍管理办法", "year": 2013}
        assert list(ordered.values_list("title", flat=True))[-1] == "减税公告"
        assert [int(pk) for pk in ordered.values_list("pk", flat=True)] == list(
            Document.objects.published().order_by("issued_on").values_list("pk", flat=True)
        )

    def test_load_all_and_related_results(self, corpus, django_assert_max_num_queries):
        with django_assert_max_num_queries(12):
            assert len([result.object for result in corpus.load_all()]) == 3
        assert len([result.object for result in RelatedSearchQuerySet().load_all()]) == 3

    def test_highlights_are_escaped(self, corpus):
        publish("注入", markdown="<script>alert(1)</script>海葵在此。")
        marked = corpus.filter(content="海葵").highlight()[0].highlighted["text"][0]
        assert "<mark>海葵</mark>" in marked and "<script>" not in marked

    def test_more_like_this(self, corpus):
        like = publish("学籍转学细则", markdown="学生转学时，学籍由监护人申请转出。")
        assert titles(corpus.more_like_this(like))[0] == "学籍管理办法"
        assert like.title not in titles(corpus.more_like_this(like))
        assert titles(corpus.filter(kind="意见").more_like_this(like)) in ([], ["新型基础设施意见"])

    def test_queries_can_be_pickled_and_combined(self, corpus):
        found = corpus.filter(content="学生").order_by("date")
        assert titles(pickle.loads(pickle.dumps(found))) == titles(found)
        assert (corpus.filter(content="转学") | corpus.filter(content="征收")).count() == 2
        assert (corpus.filter(content="学生") & corpus.filter(kind="意见")).count() == 1

    # Writing through haystack

    def test_update_remove_and_clear(self, corpus, index):
        from haystack import connections

        search_index = connections["default"].get_unified_index().get_index(Document)
        document = Document.objects.get(title="减税公告")
        Document.objects.filter(pk=document.pk).update(markdown="全新的正文")
        search_index.update_object(document)
        assert titles(corpus.filter(content__exact="全新的正文")) == ["减税公告"]
        search_index.remove_object(document)
        assert corpus.all().count() == 2
        search_index.clear()
        assert corpus.all().count() == 0

    def test_drafts_do_not_enter_through_haystack_either(self, corpus, index):
        from haystack import connections

        search_index = connections["default"].get_unified_index().get_index(Document)
        index.update(search_index, Document.objects.all())
        assert corpus.filter(content="学生").count() == 2

    def test_deleted_behind_its_back(self, corpus):
        Document.objects.filter(title="减税公告").delete()
        assert set(titles(corpus.all()[:10])) == {"学籍管理办法", "新型基础设施意见"}

    def test_spelling(self, corpus, index, monkeypatch):
        monkeypatch.setattr(index, "include_spelling", True)
        assert corpus.auto_query("学集管理").spelling_suggestion() == "学籍管理"
        assert corpus.filter(content="学生").spelling_suggestion() is None
        assert corpus.filter(content="学生").spelling_suggestion("学集管理") == "学籍管理"
