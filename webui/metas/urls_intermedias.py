"""Addresses of metas intermedias."""

from django.urls import path

from webui.adjuntos.views import adjuntar
from webui.metas import intermedias
from webui.metas.pantallas import INTERMEDIA
from webui.pasos import dar_paso
from webui.tandas.elegibles import Casos
from webui.tandas.views import elegir

app_name = "intermedias"

urlpatterns = [
    path("", intermedias.lista, name="lista"),
    path("en-tanda/", elegir, {"filas": Casos(INTERMEDIA)}, name="tanda"),
    path("<slug:codigo>/", intermedias.una, name="uno"),
    path("<slug:codigo>/editar/", intermedias.editar, name="editar"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": INTERMEDIA}, name="adjuntar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": INTERMEDIA}, name="paso"),
]
