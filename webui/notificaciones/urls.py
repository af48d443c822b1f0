"""Addresses of the bell."""

from django.urls import path

from webui.notificaciones import views

app_name = "notificaciones"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("campana/", views.campana, name="campana"),
    path("leer-todas/", views.leer_todas, name="leer_todas"),
    path("<int:pk>/leer/", views.leer, name="leer"),
]
