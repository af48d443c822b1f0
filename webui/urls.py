"""The addresses of the screens."""

from __future__ import annotations

from django.urls import include, path

from webui.adjuntos.views import adjunto
from webui.buscar.views import buscar
from webui.expediente import abrir
from webui.proximidad import cruces
from webui.proximidad.urls import de

urlpatterns = [
    path("", include("webui.portal.urls")),
    path("mi-dia/", include("webui.mi_dia.urls")),
    path("solicitudes/", include("webui.solicitudes.urls")),
    path("compromisos/", include("webui.compromisos.urls")),
    path("metas/", include("webui.metas.urls")),
    path("metas-intermedias/", include("webui.metas.urls_intermedias")),
    path("piezas/", include("webui.comunicacion.urls")),
    path("publicaciones/", include("webui.comunicacion.urls_publicaciones")),
    path("canales/", include("webui.comunicacion.urls_canales")),
    path("actores/", include(de(cruces.ACTORES))),
    path("temas/", include(de(cruces.TEMAS))),
    path("lugares/", include(de(cruces.LUGARES))),
    path("buscar/", buscar, name="buscar"),
    path("ajustes/", include("webui.ajustes.urls")),
    path("motor/", include("webui.motor.urls")),
    path("mis-suplencias/", include("webui.suplencias.urls")),
    path("lecturas/", include("webui.lecturas.urls")),
    path("mis-sesiones/", include("webui.sesiones.urls")),
    path("avisos/", include("webui.notificaciones.urls")),
    path("adjuntos/<int:pk>/", adjunto, name="adjunto"),
    path("e/<slug:codigo>/", abrir, name="expediente"),
]
