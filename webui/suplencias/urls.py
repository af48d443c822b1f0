"""Addresses of the substitutes."""

from django.urls import path

from webui.suplencias import views

app_name = "suplencias"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("<int:pk>/terminar/", views.terminar, name="terminar"),
]
