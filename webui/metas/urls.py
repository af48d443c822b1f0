"""Addresses of metas."""

from django.urls import path

from webui.adjuntos.views import adjuntar
from webui.metas import intermedias, views
from webui.metas.pantallas import META
from webui.pasos import dar_paso
from webui.tandas.elegibles import Casos
from webui.tandas.views import elegir

app_name = "metas"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("en-tanda/", elegir, {"filas": Casos(META)}, name="tanda"),
    path("<slug:codigo>/", views.una, name="uno"),
    path("<slug:codigo>/editar/", views.editar, name="editar"),
    path("<slug:codigo>/indicador/", views.indicador, name="indicador"),
    path("<slug:codigo>/medir/", views.medir, name="medir"),
    path("<slug:codigo>/intermedias/nueva/", intermedias.nueva, name="nueva_intermedia"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": META}, name="adjuntar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": META}, name="paso"),
]
