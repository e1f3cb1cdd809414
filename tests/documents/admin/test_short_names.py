"""Short names of works: what editors keep is what texts are read with."""
import pytest
from django.core.management import call_command
from django.urls import reverse

from documents.importing.citing import link
from documents.importing.registry import load_registry
from documents.models import Document, ShortName
from documents.resolving import find_provision
from tests.factories import make_document

pytestmark = pytest.mark.django_db
TEXT = "根据《中华人民共和国教育法》第一条，依照绿通法第三条、《绿通法》第四条处理。"


def cited(document):
    return [(c.text, c.cited and c.cited.title) for c in document.citations.order_by("start") if "绿" in c.text or c.text.startswith("第三")]


@pytest.fixture
def law():
    sections = [{"label": f"第{n}条", "anchor": f"art-{i}"} for i, n in enumerate("一二三四", 1)]
    law = make_document("中华人民共和国绿色通道法", work="中华人民共和国绿色通道法", markdown="".join(f"## 第{n}条\n\n甲。\n\n" for n in "一二三四"), sections=sections)
    link(law)
    return law


def test_a_name_that_nobody_keeps_is_no_law(law):
    notice = make_document("通知", markdown=TEXT)
    link(notice)
    assert all(title is None for _, title in cited(notice))


def test_a_name_that_an_editor_adds_reaches_new_and_stored_texts(law, admin_client):
    stored, other = make_document("通知", markdown=TEXT), make_document("别的通知", markdown="依照《教育法》。")
    link(stored), link(other)
    admin_client.post(reverse("admin:documents_shortname_add"), {"name": "绿通法", "title": "中华人民共和国绿色通道法"})
    assert ShortName.objects.get().name == "绿通法"
    new = make_document("新通知", markdown=TEXT)
    link(new)
    assert cited(new) == [("第三条", law.title), ("《绿通法》第四条", law.title)]
    before = Document.objects.get(pk=other.pk).citations_version
    call_command("reread_documents", "--citations", verbosity=0)
    assert cited(stored) == cited(new) and Document.objects.get(pk=other.pk).citations_version == before


@pytest.mark.parametrize("text", ["根据违绿通法第三条", "红绿通法第三条", "绿通法案第三条", "绿通法律第三条"])
def test_a_longer_word_is_another(law, text):
    ShortName.objects.create(name="绿通法", title=law.title)
    notice = make_document("通知", markdown=f"{text}处理。")
    link(notice)
    assert [c.cited for c in notice.citations.all()] == []


@pytest.mark.parametrize("written", ["公司法司法解释三第五条", "公司法解释（三）第五条", "《公司法司法解释（三）》第五条", "公司法司法解释(三)第五条"])
def test_interpretations_by_their_short_names(written):
    title = "最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（三）"
    held = make_document(title, work=title, markdown="## 第五条\n\n甲。", sections=[{"label": "第五条", "anchor": "art-5"}])
    link(held)
    notice = make_document("通知", markdown=f"根据《中华人民共和国公司法》第一条、{written}处理。")
    link(notice)
    assert [(c.cited, c.provision_anchor) for c in notice.citations.order_by("start")][-1] == (held, "art-5")


def test_what_is_typed_is_read_with_them(law, settings):
    from datetime import date

    ShortName.objects.create(name="绿通法", title=law.title)
    assert find_provision("绿通法第三条", date(2030, 1, 1)).anchor == "art-3"


def test_the_list_that_comes_with_the_portal_is_loaded_once(settings):
    load_registry(settings.BASE_DIR / "fixtures")
    assert ShortName.objects.get(name="个保法").title == "中华人民共和国个人信息保护法"
    ShortName.objects.filter(name="个保法").delete()
    load_registry(settings.BASE_DIR / "fixtures")
    assert not ShortName.objects.filter(name="个保法").exists()


def test_a_name_of_one_character_is_no_short_name(admin_client):
    response = admin_client.post(reverse("admin:documents_shortname_add"), {"name": "法", "title": "中华人民共和国立法法"})
    assert "简称至少 2 字" in response.content.decode() and not ShortName.objects.filter(name="法").exists()
