"""Addresses of what leaves as a sheet. Each list has its own, which keeps filters and order."""

from __future__ import annotations

from django.urls import path

from webui.traslados import descargas
from webui.traslados.listas import FILTROS
from workflows.traslados.queries import TIPOS

app_name = "descargas"

urlpatterns = [
    path("", descargas.lista, name="lista"),
    path("<int:pk>/", descargas.una, name="una"),
    path("<int:pk>/archivo/", descargas.archivo, name="archivo"),
    *(
        path(
            f"{nombre}.{formato}",
            descargas.nueva,
            {"nombre": nombre, "formato": formato},
            name=f"{nombre}_{formato}",
        )
        for nombre in FILTROS
        for formato in TIPOS
    ),
]
