"""Addresses of what is typed and not sent."""

from django.urls import path

from webui.borradores import views

app_name = "borradores"

urlpatterns = [
    path("", views.guardar, name="guardar"),
    path("descartar/", views.descartar, name="descartar"),
]
