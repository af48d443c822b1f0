"""Addresses of everybody's substitutes."""

from django.urls import path

from webui.suplencias import todas, views

app_name = views.TODAS
DE = {"de": views.TODAS}

urlpatterns = [
    path("", todas.lista, name="lista"),
    path("nueva/", todas.nueva, name="nueva"),
    path("historia/", todas.historia, name="historia"),
    path("<int:pk>/cambiar/", views.cambiar, DE, name="cambiar"),
    path("<int:pk>/terminar/", views.terminar, DE, name="terminar"),
]
