import pytest

pytestmark = pytest.mark.django_db

LARGE = {"body": "x" * 2_100_000}


@pytest.mark.parametrize("path", ["/search/", "/no/such/page/", "/admin/login/"])
def test_s15_a_stranger_sends_nothing_large(client, path, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    response = client.post(path, LARGE)
    assert response.status_code == 413
    assert "太大" in response.content.decode()
    assert not list(tmp_path.iterdir())


def test_staff_may(admin_client):
    assert admin_client.post("/no/such/page/", LARGE).status_code == 404


def test_i29_even_staff_send_no_gigabytes(admin_client):
    response = admin_client.post("/admin/documents/upload/add/", "x", content_type="text/plain", CONTENT_LENGTH="3000000000")
    assert response.status_code == 413


def test_a_length_that_is_no_number_is_no_error(client):
    assert client.post("/no/such/page/", "x", content_type="text/plain", CONTENT_LENGTH="-5x").status_code in (400, 404)


@pytest.mark.parametrize("path", ["/no/such/page/", "/documents/没有/"])
def test_a_missing_page_is_ours_while_developing_too(client, settings, path):
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "portal.middleware.OwnNotFound"]
    response = client.get(path)
    assert response.status_code == 404
    assert "没有找到这一页" in response.content.decode()
    assert "urlpatterns" not in response.content.decode()
