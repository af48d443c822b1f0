"""Addresses of the publications."""

from django.urls import path

from webui.comunicacion import publicaciones
from webui.comunicacion.forms_publicaciones import SALIDAS
from webui.comunicacion.salidas_en_tanda import SALIDAS_EN_TANDA
from webui.tandas.views import elegir

app_name = "publicaciones"

urlpatterns = [
    path("", publicaciones.lista, name="lista"),
    path("en-tanda/", elegir, {"filas": SALIDAS_EN_TANDA}, name="tanda"),
    *(
        path(f"<int:pk>/{verbo}/", publicaciones.resolver, {"verbo": verbo}, name=verbo)
        for verbo in SALIDAS
    ),
]
