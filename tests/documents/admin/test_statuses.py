"""A table of statuses in the admin: sent, compared, taken; and what stands against the texts."""
import re
from datetime import date

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from documents.importing import Source, import_source
from documents.models import Document, State
from tests.documents.formats.test_tables import workbook

pytestmark = pytest.mark.django_db
ADD, LIST = "admin:documents_statusevent_add", "admin:documents_statusevent_changelist"


@pytest.fixture
def document():
    text = "甲市停车办法\n甲政〔2020〕2号\n第一条　为了管理，制定本办法。\n第二条　本办法自2020年4月1日起施行，有效期三年。\n甲市人民政府\n2020年3月1日\n"
    return Document.objects.get(pk=import_source(Source("文.txt", text.encode()), state=State.PUBLISHED).document_id)


def send(client, data, name="时效.csv"):
    return client.post(reverse(ADD), {"file": SimpleUploadedFile(name, data)})


def kept(answer):
    return re.search(r'name="rows" value="([^"]+)"', answer.content.decode())[1]


TABLE = "标题,文号,时效,来源\n甲市停车办法,甲政〔2020〕2号,现行有效,清理结果\n<b>乙</b>,乙政〔2020〕2号,已废止,\n".encode("gb18030")


def test_a_table_is_looked_at_before_it_is_taken(admin_client, document):
    answer = send(admin_client, TABLE)
    shown = answer.content.decode()
    assert "有变 1，未变 0，未采用 1，与条文不一致 1" in shown and "条文或版本所说的是已失效" in shown
    assert "第 3 行（《&lt;b&gt;乙&lt;/b&gt;》（乙政〔2020〕2号））：没有收录。" in shown
    assert not document.events.exists()
    answer = admin_client.post(reverse(ADD), {"rows": kept(answer)}, follow=True)
    document.refresh_from_db()
    assert document.status.label == "现行有效" and "已载入时效表：有变 1" in answer.content.decode()
    assert answer.request["QUERY_STRING"] == "conflict=yes" and "甲市停车办法" in answer.content.decode()
    assert LogEntry.objects.get(object_id=str(document.pk)).get_change_message() == "时效表：已失效 → 现行有效"
    again = send(admin_client, TABLE).content.decode()
    assert "没有要写入的内容" in again and 'name="rows"' not in again


def test_a_workbook_is_taken_too_with_its_days(admin_client, document):
    answer = send(admin_client, workbook(["文号", "时效", "时效日期"], ["甲政〔2020〕2号", "已废止", date(2022, 5, 1)]), "时效.xlsx")
    assert "（自 2022-05-01）" in answer.content.decode()
    admin_client.post(reverse(ADD), {"rows": kept(answer)})
    assert document.events.get().on == date(2022, 5, 1)


@pytest.mark.parametrize(("name", "data", "reason"), [
    ("空.csv", b"", "文件为空"), ("坏.xlsx", b"PK\x03\x04x", "已损坏"), ("表.csv", b"a,b\n1,2\n", "没有找到表头"), ("表.pdf", b"%PDF", "只能读"),
    ("码.csv", "标题,时效\n".encode() + b"\xff\xfe\xfd\x81" * 30, "编码"),
])
def test_what_is_no_table_is_refused_by_name_and_reason(admin_client, name, data, reason):
    answer = send(admin_client, data, name)
    assert answer.status_code == 200 and reason in answer.content.decode() and name in answer.content.decode()


@pytest.mark.parametrize("rows", ["", "x", "eJw:abc:def"])
def test_what_was_not_looked_at_is_not_taken(admin_client, document, rows):
    answer = admin_client.post(reverse(ADD), {"rows": rows}, follow=True)
    assert "请再传一次时效表" in answer.content.decode() and not document.events.exists()


def test_another_editors_preview_is_not_taken(admin_client, client, django_user_model, document):
    signed = kept(send(admin_client, TABLE))
    client.force_login(django_user_model.objects.create_superuser("other"))
    assert "请再传一次时效表" in client.post(reverse(ADD), {"rows": signed}, follow=True).content.decode()
    assert not document.events.exists()


def test_what_stands_against_the_texts_is_listed(admin_client, document):
    admin_client.post(reverse(ADD), {"rows": kept(send(admin_client, TABLE))})
    assert "甲市停车办法" in admin_client.get(reverse(LIST), {"conflict": "yes"}).content.decode()
    agreed = TABLE.decode("gb18030").replace("现行有效", "已失效").encode()
    admin_client.post(reverse(ADD), {"rows": kept(send(admin_client, agreed))})
    assert "甲市停车办法" not in admin_client.get(reverse(LIST), {"conflict": "yes"}).content.decode()
    assert "甲市停车办法" in admin_client.get(reverse(LIST)).content.decode()
