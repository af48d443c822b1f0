"""Public addresses."""

from django.urls import path

from webui.portal import abiertos, compromisos, views
from webui.portal.marco import publica
from webui.portal.ventanilla import seguir, solicitar

app_name = "portal"

urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("metas-de-gobierno/", views.las_metas, name="metas"),
    path("compromisos-de-gobierno/", compromisos.lista, name="compromisos"),
    path("compromisos-de-gobierno.csv", abiertos.hoja, name="compromisos_csv"),
    path("compromisos-de-gobierno.json", abiertos.objeto, name="compromisos_json"),
    path("compromisos-de-gobierno/<slug:codigo>/", compromisos.uno, name="compromiso"),
    path(
        "compromisos-de-gobierno/<slug:codigo>/evidencia/<int:pk>/",
        compromisos.evidencia,
        name="evidencia",
    ),
    path("noticias/", views.noticias, name="noticias"),
    path("noticias.atom", publica(views.Noticias()), name="feed"),
    path("escudo/<slug:huella>.png", views.escudo, name="escudo"),
    path("privacidad/", solicitar.privacidad, name="privacidad"),
    path("solicitar/", solicitar.tipos, name="solicitar"),
    path("solicitar/<slug:codigo>/", solicitar.uno, name="solicitar_uno"),
    path("mi-solicitud/", seguir.entrar, name="consultar"),
    path("mi-solicitud/pin/", seguir.otro_pin, name="otro_pin"),
    path("mi-solicitud/novedades/<str:vale>/", seguir.sin_novedades, name="sin_novedades"),
    path("mi-solicitud/correo/<str:vale>/", seguir.confirmar, name="confirmar_correo"),
    path("mi-solicitud/caso/", seguir.caso, name="mi_solicitud"),
    path("mi-solicitud/caso/archivos/", seguir.agregar, name="mis_archivos"),
    path("mi-solicitud/caso/archivos/<int:pk>/", seguir.archivo, name="mi_archivo"),
    path("mi-solicitud/caso/completar/", seguir.completar, name="completar_mi_solicitud"),
    path("mi-solicitud/caso/retirar/", seguir.retirar, name="retirar_mi_solicitud"),
    path("mi-solicitud/caso/correo/", seguir.correo, name="mi_correo"),
    path("mi-solicitud/caso/novedades/", seguir.novedades, name="mis_novedades"),
    path("mi-solicitud/caso/salir/", seguir.salir, name="mi_salida"),
    path("p/<slug:token>", views.noticia, name="noticia"),
    path("p/<slug:token>/imagen", views.imagen, name="imagen"),
    path("p/<slug:token>/miniatura", views.miniatura, name="miniatura"),
]
