"""Addresses of bringing a sheet in."""

from django.urls import path

from webui.traslados import importar

app_name = "importar"

urlpatterns = [
    path("", importar.lista, name="lista"),
    path("nueva/", importar.nueva, name="nueva"),
    path("<int:pk>/", importar.una, name="una"),
    path("<int:pk>/columnas/", importar.columnas, name="columnas"),
    path("<int:pk>/hacer/", importar.hacer, name="hacer"),
    path("<int:pk>/descartar/", importar.descartar, name="descartar"),
    path("<int:pk>/reparos.csv", importar.reparos, name="reparos"),
]
