"""What is answered to a form that came too late to be saved."""
from django.contrib.admin import ModelAdmin
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_unsaved(request: HttpRequest, model_admin: ModelAdmin, form: BaseForm, status: int) -> HttpResponse:
    """Show again what was typed into ``form``, which is bound and says itself why it is refused."""
    context = {**model_admin.admin_site.each_context(request), "title": "没有保存", "opts": model_admin.opts, "form": form}
    return render(request, "admin/documents/unsaved.html", context, status=status)
