"""The original beside what was understood of it: every proof is found in the text, every page is a picture."""
import base64
import json
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from documents.admin.evidence import pieces
from documents.formats import RawText, Refused
from documents.formats.page_pictures import is_pictured, page_picture
from documents.formats.text import UnsureLine
from documents.importing import Source, import_source
from documents.models import Document, State, Upload
from documents.parsing import Evidence
from documents.sandbox.values import to_json
from documents.uploading import source_of, work_off

from .test_documents import TEXT, UPLOAD, editor, review_of, uploaded  # noqa: F401

PDF = Path("tests/samples/formats/in/libreoffice_pages.pdf").read_bytes()


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(("spans", "expected"), [
    ({}, [("# 甲办法", "")]),
    ({"title": (2, 5)}, [("# ", ""), ("甲办法", "title")]),
    ({"title": (2, 5), "kind": (3, 5)}, [("# ", ""), ("甲", "title"), ("办法", "title kind")]),
    ({"title": (2, 5), "kind": (2, 500)}, [("# ", ""), ("甲办法", "title")]),
    ({"title": None}, [("# 甲办法", "")]),
])
def test_a_text_is_cut_where_it_proves_something_and_stays_whole(spans, expected):
    raw = RawText("# 甲办法\n\n正文。\n", is_markdown=True)
    found = list(pieces(raw, {name: Evidence("", span, "text") for name, span in spans.items()}))
    assert "".join(piece.text for piece in found) == raw.text
    assert [(piece.text, " ".join(piece.facts)) for piece in found if piece.is_heading] == expected
    assert all(name in piece.facts for piece in found for name in piece.begins)


@pytest.mark.parametrize(("number", "shown"), [(0, 1), (1, 1), (3, 3), (9_999, 3)])
def test_a_page_is_a_picture_of_its_own(number, shown):
    picture = page_picture("甲.PDF", PDF, number)
    assert (picture.number, picture.count) == (shown, 3) and base64.b64decode(picture.png).startswith(b"\x89PNG\r\n")


@pytest.mark.parametrize(("name", "data"), [("甲.pdf", PDF[:400]), ("甲.pdf", b"%PDF-1.4"), ("甲.pdf", b""), ("甲.png", b"\x89PNG\r\n\x1a\n"), ("甲.txt", b"x")])
def test_what_cannot_be_drawn_is_refused_by_name(name, data):
    with pytest.raises(Refused, match=f"“{name}”："):
        page_picture(name, data, 1)
    assert is_pictured(name) == (not name.endswith(".txt"))


@pytest.mark.django_db
def test_the_review_shows_the_text_as_read_with_the_proofs_in_it(editor):  # noqa: F811
    page = review_of(editor, "甲.txt", "甲市教育局关于印发《<b>办法》的通知\n\n甲教〔2025〕1号\n\n" + TEXT)[2]
    assert '<mark data-proves="number">甲教〔2025〕1号</mark>' in page and 'href="#evidence-number"' in page
    assert "&lt;b&gt;" in page and "<b>办法" not in page and "iframe" not in page


@pytest.mark.django_db
def test_the_pages_of_an_upload_stand_in_a_frame_that_may_be_shown_here_alone(editor):  # noqa: F811
    editor.post(UPLOAD, {"files": [uploaded("甲.pdf", PDF)]})
    key = Upload.objects.get().pk
    review = editor.get(reverse("admin:documents_upload_review", args=[key]))
    frame = editor.get(reverse("admin:documents_upload_original_page", args=[key]), {"page": "2"})
    assert "frame-src 'self'" in review["Content-Security-Policy"] and b"original/pages/" in review.content
    assert frame["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in frame["Content-Security-Policy"]
    assert "script-src 'self'" in frame["Content-Security-Policy"] and "第 2 页，共 3 页" in frame.content.decode()
    kept = editor.get(reverse("admin:documents_upload_original", args=[key]))
    assert kept["Content-Disposition"].startswith("attachment") and b"".join(kept.streaming_content) == PDF
    for wrong in ("-1", "x", "9" * 30, "²"):
        assert editor.get(frame.request["PATH_INFO"], {"page": wrong}).status_code == 200


@pytest.mark.django_db
def test_lines_that_were_recognised_without_certainty_are_framed_on_the_picture_of_their_page(editor):  # noqa: F811
    editor.post(UPLOAD, {"files": [uploaded("甲.pdf", PDF)]})
    key = Upload.objects.get().pk
    review = reverse("admin:documents_upload_review", args=[key])
    work_off()
    assert "没有把握" not in editor.get(review).content.decode()
    upload = Upload.objects.get()
    raw = replace(source_of(upload).raw, unsure=(UnsureLine(2, "甲<b>乙", 0.1, 0.25, 0.5, 0.0125),))
    upload.raw = zlib.compress(json.dumps(to_json(raw)).encode())
    upload.save()
    page = editor.get(review).content.decode()
    assert 'original/pages/?page=2" target="original-page">第 2 页“甲&lt;b&gt;乙”' in page
    shown = [editor.get(reverse("admin:documents_upload_original_page", args=[key]), {"page": n}).content.decode() for n in (1, 2)]
    assert "<rect" not in shown[0] and '<rect x="0.1000" y="0.2500" width="0.5000" height="0.0125"/>' in shown[1] and "甲&lt;b&gt;乙" in shown[1]


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "status"), [("编辑", 200), ("审核", 200), ("管理", 200), ("无", 404), (None, 302)])
def test_the_original_of_a_draft_is_for_who_may_see_it(client, django_user_model, role, status):
    result = import_source(Source("甲.pdf", PDF, {"title": "甲办法"}), state=State.DRAFT)
    if role:
        user = django_user_model.objects.create_user("someone", is_staff=True)
        user.groups.set(Group.objects.filter(name=role))
        client.force_login(user)
    for name in ("original", "original_page"):
        answer = client.get(reverse(f"admin:documents_document_{name}", args=[result.document_id]))
        assert answer.status_code == status
    Document.objects.update(original="")
    missing = client.get(reverse("admin:documents_document_original", args=[result.document_id]))
    assert missing.status_code == (404 if role else 302)
