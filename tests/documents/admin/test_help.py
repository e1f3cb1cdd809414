"""Beside each field that people fill in stands what belongs there."""
import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User

from documents.admin.bulk_form import BulkForm
from documents.admin.forms import DocumentForm
from documents.admin.review import ReviewForm

pytestmark = pytest.mark.django_db
TAKE_FILES = {"StatusEvent", "Upload"}  # instead of a form of their fields
SAY_IT_THEMSELVES = {"proposed_topics"}  # whose choices have their reasons


def helpless(form):
    return {name for name, field in form.fields.items() if not field.help_text and not field.widget.is_hidden} - SAY_IT_THEMSELVES


@pytest.mark.parametrize("form", [DocumentForm, ReviewForm, BulkForm])
def test_each_field_of_a_document_has_help(form):
    assert helpless(form()) == set()


def test_each_field_of_what_is_kept_beside_documents_has_help(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    found = {}
    for model, model_admin in admin.site._registry.items():
        if model not in (User, Group) and model.__name__ not in TAKE_FILES and model_admin.has_add_permission(request):
            fields = model_admin.get_form(request).base_fields.items()
            found[model.__name__] = {name for name, field in fields if not field.help_text and not field.widget.is_hidden}
    found.pop("Document")  # of which the form is above
    assert {name: fields for name, fields in found.items() if fields} == {} and {"Topic", "Column", "IssuingBody", "ShortName"} <= set(found)
