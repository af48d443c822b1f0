"""Addresses of solicitudes."""

from django.urls import path

from webui.adjuntos.views import adjuntar
from webui.pasos import dar_paso
from webui.solicitudes import ventanilla, views
from webui.tandas.elegibles import Casos
from webui.tandas.views import elegir

TRASLADO = {"clase": "traslado"}

app_name = "solicitudes"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("en-tanda/", elegir, {"filas": Casos(views.PANTALLA)}, name="tanda"),
    path("campos/", views.campos, name="campos"),
    path("quienes/", views.quienes, name="quienes"),
    path("parecidas/", views.parecidas, name="parecidas"),
    path("<slug:codigo>/", views.uno, name="uno"),
    path("<slug:codigo>/editar/", views.editar, name="editar"),
    path("<slug:codigo>/preparada/", views.preparada, name="preparada"),
    path("<slug:codigo>/pin/", ventanilla.pin, name="pin"),
    path("<slug:codigo>/carta/", views.carta, name="carta"),
    path("<slug:codigo>/carta/previa/", views.previa, name="previa"),
    path("<slug:codigo>/carta/traslado/", views.carta, TRASLADO, name="aviso"),
    path("<slug:codigo>/carta/traslado/previa/", views.previa, TRASLADO, name="aviso_previo"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": views.PANTALLA}, name="adjuntar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": views.PANTALLA}, name="paso"),
]
