"""Addresses of how each process goes."""

from django.urls import path

from webui.procesos import views

app_name = "procesos"

urlpatterns = [
    path("", views.todos, name="todos"),
    path("<slug:proceso>/", views.uno, name="uno"),
]
