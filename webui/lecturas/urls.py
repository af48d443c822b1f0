"""Addresses of who read what is reserved."""

from django.urls import path

from webui.lecturas import views

app_name = "lecturas"

urlpatterns = [
    path("", views.lista, name="lista"),
    path("<slug:codigo>/", views.de_uno, name="de"),
]
