"""Uploads by an editor with the permissions that README names: all can be reviewed, nothing typed is lost."""
import pytest
from django.urls import reverse

from documents.importing import set_state
from documents.models import Document, State, Upload

from .test_documents import TEXT, UPLOAD, editor, review_of, stored, uploaded  # noqa: F401

pytestmark = pytest.mark.django_db
LIST = reverse("admin:documents_upload_changelist")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def files_of(folder):
    return [path for path in (folder / "uploads").rglob("*") if path.is_file()]


def test_two_files_are_listed_reviewed_and_stored(editor):  # noqa: F811
    files = [uploaded("甲.txt", TEXT.encode()), uploaded("乙.txt", TEXT.replace("甲", "乙").replace("规范", "统一").encode())]
    listed = editor.post(UPLOAD, {"files": files}, follow=True)
    assert listed.status_code == 200 and b"publish" not in listed.content
    for upload in Upload.objects.all():
        opened = editor.get(reverse("admin:documents_upload_change", args=[upload.pk]), follow=True)
        assert opened.status_code == 200 and b'name="publish"' not in opened.content
        values = {name: value for name, value in opened.context["form"].initial.items() if value}
        saved = editor.post(opened.request["PATH_INFO"], values | {"title": upload.name, "draft": "1"}, follow=True)
        assert saved.status_code == 200 and "发布状态为“草稿”" in saved.content.decode()
    assert {document.state for document in Document.objects.all()} == {State.DRAFT} and Document.objects.count() == 2


def test_who_may_only_add_is_led_back_to_the_uploads(editor, django_user_model):  # noqa: F811
    django_user_model.objects.get(username="editor").user_permissions.remove(
        *django_user_model.objects.get(username="editor").user_permissions.filter(codename="change_document")
    )
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    assert editor.post(review, values | {"title": "甲办法"}, follow=True).redirect_chain == [(LIST, 302)]


def test_publishing_that_is_not_offered_stores_a_draft(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    editor.post(review, values | {"title": "甲办法", "publish": "1"})
    assert Document.objects.get().state == State.DRAFT


def test_an_editor_is_told_first_that_an_upload_would_update_what_is_public(editor):  # noqa: F811
    stored(State.PUBLISHED)
    _, _, page = review_of(editor, "甲.md", "# " + TEXT.replace("规范", "进一步规范"))
    assert "您没有修改公开内容的权限" in page and "存为草稿会使它暂不公开" not in page


def test_an_upload_of_what_was_withdrawn_leaves_it_withdrawn(editor):  # noqa: F811
    document = stored(State.PUBLISHED)
    set_state(document, State.WITHDRAWN)
    review, values, _ = review_of(editor, "甲.md", "# " + TEXT.replace("规范", "进一步规范"))
    assert editor.post(review, values | {"draft": "1"}).status_code == 302
    document.refresh_from_db()
    assert document.state == State.WITHDRAWN and "进一步规范" in document.markdown


def test_what_was_typed_for_an_upload_that_is_gone_is_shown_again(editor):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    editor.post(review, {"discard": "1"})
    answer = editor.post(review, values | {"title": "甲办法", "note": "亲手所写"})
    assert answer.status_code == 404
    assert all(words in answer.content.decode() for words in ("这份上传已经不在了", "亲手所写"))
    assert editor.get(review).status_code == 404


def test_an_upload_whose_file_is_lost_is_said_and_can_be_given_up(editor, tmp_path):  # noqa: F811
    review, values, _ = review_of(editor, "甲.txt", TEXT)
    for path in files_of(tmp_path):
        path.unlink()
    assert "已不在服务器上" in editor.get(review).content.decode()
    answer = editor.post(review, values | {"note": "亲手所写"})
    assert "亲手所写" in answer.content.decode()
    editor.post(review, {"discard": "1"})
    assert not Upload.objects.exists()


@pytest.mark.parametrize("way", ["page", "list"])
def test_uploads_that_are_deleted_leave_no_file(editor, tmp_path, way):  # noqa: F811
    editor.post(UPLOAD, {"files": [uploaded("甲.txt", TEXT.encode()), uploaded("乙.txt", TEXT.encode())]})
    assert len(files_of(tmp_path)) == 2
    keys = list(Upload.objects.values_list("pk", flat=True))
    if way == "list":
        editor.post(LIST, {"action": "delete_selected", "_selected_action": keys, "post": "yes"})
    for key in keys if way == "page" else ():
        editor.post(reverse("admin:documents_upload_delete", args=[key]), {"post": "yes"})
    assert not Upload.objects.exists() and not files_of(tmp_path)


@pytest.mark.parametrize("changed", [{}, {"title": "另一个办法"}, {"markdown": "# 甲\n\n别的正文。"}])
def test_what_an_editor_corrects_in_the_review_is_remembered(editor, changed):  # noqa: F811
    review, values, _ = review_of(editor, "甲.md", "# " + TEXT)
    sent = {name: value.replace("\n", "\r\n") if isinstance(value, str) else value for name, value in (values | changed).items()}
    editor.post(review, sent)
    assert Document.objects.get().corrected == list(changed)


def test_what_the_text_leaves_out_is_listed_with_its_place(editor):  # noqa: F811
    page = "<nav>首页 &lt;b&gt;导航</nav><div id='zoom'><h1>甲办法</h1><p>第一条 制定本办法。</p><img src='公章.png'></div><div class='footer'>版权所有</div>"
    review = review_of(editor, "甲.html", page)[2]
    assert all(words in review for words in ("略去的文字（3 处）", "网页的导航、页脚等", "首页 &lt;b&gt;导航", "版权所有", "图片</span>公章.png", "个字。"))
    assert "没有略去文字。" in review_of(editor, "乙.txt", TEXT)[2]


def test_a_column_that_the_site_does_not_have_is_said_to_be_left_out(editor):  # noqa: F811
    text = "---\ntitle: 甲办法\ncolumn: 没有的栏目\n---\n" + TEXT
    review, _, _ = review_of(editor, "甲.md", text)
    assert "没有的栏目" in (page := editor.get(review).content.decode()) and page.count("站中没有这一项") == 1
