"""Addresses of the keys of the API."""

from django.urls import path

from webui.claves import views

app_name = "claves"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("<int:pk>/revocar/", views.revocar, name="revocar"),
]
