"""Addresses of the channels and of the switch."""

from django.urls import path

from webui.comunicacion import publicaciones

app_name = "canales"

urlpatterns = [
    path("", publicaciones.canales, name="lista"),
    path("detener/", publicaciones.detener, name="detener"),
    path("reanudar/", publicaciones.reanudar, name="reanudar"),
    path("<int:pk>/reconectar/", publicaciones.reconectar, name="reconectar"),
]
