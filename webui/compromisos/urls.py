"""Addresses of compromisos and tareas."""

from django.urls import path

from webui.adjuntos.views import adjuntar
from webui.compromisos import afuera, control, en_el_portal, views
from webui.pasos import dar_paso
from webui.tandas.elegibles import Casos
from webui.tandas.views import elegir

app_name = "compromisos"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nuevo/", views.nuevo, name="nuevo"),
    path("control/", control.control, name="control"),
    path("en-tanda/", elegir, {"filas": Casos(views.PANTALLA)}, name="tanda"),
    path("<slug:codigo>/", views.uno, name="uno"),
    path("<slug:codigo>/enlace/enviar/", afuera.enviar, name="enviar_enlace"),
    path("<slug:codigo>/enlace/retirar/", afuera.retirar, name="revocar_enlace"),
    path("<slug:codigo>/en-el-portal/", en_el_portal.archivos, name="archivos_publicos"),
    path("<slug:codigo>/editar/", views.editar, name="editar"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": views.PANTALLA}, name="adjuntar"),
    path("<slug:codigo>/informes/<int:pk>/", views.revisar, name="revisar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": views.PANTALLA}, name="paso"),
]
