"""Addresses of the piezas."""

from django.urls import path

from webui.adjuntos.views import adjuntar
from webui.comunicacion import piezas
from webui.pasos import dar_paso
from webui.tandas.elegibles import Casos
from webui.tandas.views import elegir

app_name = "piezas"

urlpatterns = [
    path("", piezas.lista, name="lista"),
    path("nueva/", piezas.nueva, name="nueva"),
    path("en-tanda/", elegir, {"filas": Casos(piezas.PANTALLA)}, name="tanda"),
    path("medir/", piezas.medir, name="medir"),
    path("<slug:codigo>/", piezas.una, name="uno"),
    path("<slug:codigo>/medir/", piezas.medir, name="medir_una"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": piezas.PANTALLA}, name="adjuntar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": piezas.PANTALLA}, name="paso"),
]
