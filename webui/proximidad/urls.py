"""Addresses of actores, temas and lugares: the same three screens for each."""

from django.urls import URLPattern, path

from webui.proximidad import views
from webui.proximidad.cruces import Cruce


def de(cruce: Cruce) -> tuple[list[URLPattern], str]:
    """The addresses of one of them, for `include`."""
    kwargs = {"cruce": cruce}
    return [
        path("", views.lista, kwargs, name="lista"),
        path("nuevo/", views.nuevo, kwargs, name="nuevo"),
        path("<int:pk>/", views.uno, kwargs, name="uno"),
        path("<int:pk>/editar/", views.editar, kwargs, name="editar"),
    ], cruce.ruta
