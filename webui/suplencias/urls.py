"""Addresses of one's own substitutes."""

from django.urls import path

from webui.suplencias import views

app_name = "suplencias"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("nueva/", views.nueva, name="nueva"),
    path("historia/", views.historia, name="historia"),
    path("<int:pk>/cambiar/", views.cambiar, name="cambiar"),
    path("<int:pk>/terminar/", views.terminar, name="terminar"),
]
