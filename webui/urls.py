"""The addresses of the screens."""

from __future__ import annotations

from django.urls import include, path

from webui.adjuntos.views import adjunto
from webui.buscar.views import buscar, sugerir
from webui.comentarios.views import seguidos
from webui.deshacer import deshacer
from webui.expediente import abrir
from webui.informes.calidad import calidad
from webui.proximidad import cruces
from webui.proximidad.urls import de

urlpatterns = [
    path("", include("webui.portal.urls")),
    path("pase/", include("webui.pases.urls")),
    path("mi-dia/", include("webui.mi_dia.urls")),
    path("solicitudes/", include("webui.solicitudes.urls")),
    path("decisiones/", include("webui.solicitudes.urls_decisiones")),
    path("compromisos/", include("webui.compromisos.urls")),
    path("metas/", include("webui.metas.urls")),
    path("metas-intermedias/", include("webui.metas.urls_intermedias")),
    path("piezas/", include("webui.comunicacion.urls")),
    path("publicaciones/", include("webui.comunicacion.urls_publicaciones")),
    path("canales/", include("webui.comunicacion.urls_canales")),
    path("actores/", include(de(cruces.ACTORES))),
    path("temas/", include(de(cruces.TEMAS))),
    path("lugares/", include(de(cruces.LUGARES))),
    path("descargas/", include("webui.traslados.urls")),
    path("importar/", include("webui.traslados.urls_importar")),
    path("buscar/", buscar, name="buscar"),
    path("buscar/sugerencias/", sugerir, name="sugerir"),
    path("ajustes/", include("webui.ajustes.urls")),
    path("informes/", include("webui.informes.urls")),
    path("calidad/", calidad, name="calidad"),
    path("procesos/", include("webui.procesos.urls")),
    path("motor/", include("webui.motor.urls")),
    path("mis-suplencias/", include("webui.suplencias.urls")),
    path("lecturas/", include("webui.lecturas.urls")),
    path("mis-sesiones/", include("webui.sesiones.urls")),
    path("suplencias/", include("webui.suplencias.urls_todas")),
    path("mis-vistas/", include("webui.vistas.urls")),
    path("mis-avisos/", include("webui.preferencias.urls")),
    path("borradores/", include("webui.borradores.urls")),
    path("deshacer/", deshacer, name="deshacer"),
    path("tandas/", include("webui.tandas.urls")),
    path("mis-claves/", include("webui.claves.urls")),
    path("avisos/", include("webui.notificaciones.urls")),
    path("adjuntos/<int:pk>/", adjunto, name="adjunto"),
    path("e/<slug:codigo>/", abrir, name="expediente"),
    path("e/<slug:codigo>/", include("webui.comentarios.urls")),
    path("lo-que-sigo/", seguidos, name="seguidos"),
]
