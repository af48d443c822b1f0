"""Addresses of how one is told."""

from django.urls import path

from webui.preferencias import views

app_name = "preferencias"

urlpatterns = [
    path("", views.mis_avisos, name="mis_avisos"),
    path("restaurar/", views.restaurar, name="restaurar"),
]
