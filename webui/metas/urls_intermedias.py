"""Addresses of metas intermedias."""

from django.urls import path
from django.views.generic import RedirectView

from webui.adjuntos.views import adjuntar
from webui.metas import views
from webui.metas.pantallas import INTERMEDIA
from webui.pasos import dar_paso

app_name = "intermedias"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="metas:lista", query_string=True), name="lista"),
    path("<slug:codigo>/", views.intermedia, name="uno"),
    path("<slug:codigo>/editar/", views.editar_intermedia, name="editar"),
    path("<slug:codigo>/adjuntar/", adjuntar, {"pantalla": INTERMEDIA}, name="adjuntar"),
    path("<slug:codigo>/<slug:verbo>/", dar_paso, {"pantalla": INTERMEDIA}, name="paso"),
]
