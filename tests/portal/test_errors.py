"""Errors are told in the site's own style."""
import pytest
from django.db import OperationalError
from django.template.loader import get_template


@pytest.mark.django_db
def test_an_unknown_page_is_told_in_our_style(client):
    answer = client.get("/没有/")
    assert answer.status_code == 404
    assert "没有找到这一页" in answer.content.decode()
    assert 'class="site-header"' in answer.content.decode()


def test_the_500_page_needs_neither_database_nor_context():
    assert "网站出错了" in get_template("500.html").render()


def test_a_foreign_host_is_refused_with_a_page(client):
    answer = client.get("/没有/", headers={"host": "evil.example"})
    assert answer.status_code == 400


def test_i36_thousands_of_parameters_are_refused_with_a_page(client):
    answer = client.get("/documents/", {f"p{number}": "1" for number in range(3_000)})
    assert answer.status_code == 400
    assert "请求无法理解" in answer.content.decode()


@pytest.mark.django_db
def test_s37_a_failure_tells_nothing_of_itself(client, monkeypatch):
    def fail(*_, **__):
        raise OperationalError("disk I/O error in /secret/path")

    monkeypatch.setattr("portal.views.Document.objects.published", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    page = answer.content.decode()
    assert "网站出错了" in page
    assert "secret" not in page and "Traceback" not in page and "OperationalError" not in page
