"""Addresses of the publications."""

from django.urls import path

from webui.comunicacion import publicaciones

app_name = "publicaciones"

urlpatterns = [
    path("", publicaciones.lista, name="lista"),
    path("<int:pk>/reintentar/", publicaciones.reintentar, name="reintentar"),
    path("<int:pk>/decidir/", publicaciones.decidir, name="decidir"),
]
