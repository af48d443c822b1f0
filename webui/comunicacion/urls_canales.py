"""Addresses of the channels and of the switch."""

from django.urls import path

from webui.comunicacion import canales

app_name = "canales"

urlpatterns = [
    path("", canales.lista, name="lista"),
    path("detener/", canales.detener, name="detener"),
    path("reanudar/", canales.reanudar, name="reanudar"),
    path("conectar/<slug:canal>/", canales.conectar, name="conectar"),
    path("<int:pk>/reconectar/", canales.reconectar, name="reconectar"),
    path("<int:pk>/comprobar/", canales.comprobar, name="comprobar"),
    path("<int:pk>/opciones/", canales.opciones, name="opciones"),
    path("<int:pk>/pausar/", canales.pausar, name="pausar"),
    path("<int:pk>/reanudar/", canales.reanudar_cuenta, name="reanudar_cuenta"),
]
