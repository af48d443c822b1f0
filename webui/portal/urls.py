"""Public addresses."""

from django.urls import path

from webui.portal import views
from webui.portal.views import publica

app_name = "portal"

urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("metas-de-gobierno/", views.las_metas, name="metas"),
    path("noticias/", views.noticias, name="noticias"),
    path("noticias.atom", publica(views.Noticias()), name="feed"),
    path("escudo/<slug:huella>.png", views.escudo, name="escudo"),
    path("p/<slug:token>", views.noticia, name="noticia"),
    path("p/<slug:token>/imagen", views.imagen, name="imagen"),
    path("p/<slug:token>/miniatura", views.miniatura, name="miniatura"),
]
