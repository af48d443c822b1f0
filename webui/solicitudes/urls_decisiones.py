"""Addresses of what waits to be decided."""

from django.urls import path

from webui.solicitudes import decisiones

app_name = "decisiones"

urlpatterns = [
    path("", decisiones.inicio, name="inicio"),
    path("<slug:codigo>/<slug:verbo>/", decisiones.decidir, name="decidir"),
]
