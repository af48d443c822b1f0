"""Public addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from webui.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("noticias/", views.noticias, name="noticias"),
    path("noticias.atom", login_not_required(views.Noticias()), name="feed"),
    path("escudo/<slug:huella>.png", views.escudo, name="escudo"),
    path("p/<slug:token>", views.noticia, name="noticia"),
    path("p/<slug:token>/imagen", views.imagen, name="imagen"),
]
