"""Addresses of the conversation about a case file, whatever its process."""

from django.urls import path

from webui.comentarios import views

app_name = "comentarios"

urlpatterns = [
    path("comentarios/", views.lista, name="lista"),
    path("comentarios/llamables/", views.llamables, name="llamables"),
    path("comentarios/<int:pk>/editar/", views.editar, name="editar"),
    path("comentarios/<int:pk>/retirar/", views.retirar, name="retirar"),
    path("seguir/", views.seguir, name="seguir"),
    path("dejar-de-seguir/", views.dejar, name="dejar"),
]
