"""Addresses of one's own sessions, and of the second factor that an administrator resets."""

from django.urls import path

from webui.sesiones import views

app_name = "sesiones"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("cerrar-las-demas/", views.cerrar_las_demas, name="cerrar_las_demas"),
    path("<int:pk>/cerrar/", views.cerrar, name="cerrar"),
    path("reponer/<int:pk>/", views.reponer, name="reponer"),
]
