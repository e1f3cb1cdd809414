"""Home and static pages."""
from django.shortcuts import render


def home(request):
    return render(request, "portal/home.html")


def page(request, name):
    return render(request, "portal/page.html")
