"""Addresses of the views that people keep of lists."""

from django.urls import path

from webui.vistas import views

app_name = "vistas"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("<int:pk>/", views.editar, name="editar"),
    path("<int:pk>/subir/", views.subir, name="subir"),
    path("<int:pk>/borrar/", views.borrar, name="borrar"),
]
