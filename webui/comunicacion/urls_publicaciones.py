"""Addresses of the publications."""

from django.urls import path

from webui.comunicacion import publicaciones
from webui.comunicacion.forms_publicaciones import SALIDAS

app_name = "publicaciones"

urlpatterns = [
    path("", publicaciones.lista, name="lista"),
    *(
        path(f"<int:pk>/{verbo}/", publicaciones.resolver, {"verbo": verbo}, name=verbo)
        for verbo in SALIDAS
    ),
]
