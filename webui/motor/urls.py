"""The addresses of the engine's screen."""

from django.urls import path

from webui.motor import views

app_name = "motor"

urlpatterns = [
    path("", views.inicio, name="inicio"),
    path("correos/reintentar/", views.reintentar_todos, name="reintentar_todos"),
    path("correos/<int:pk>/reintentar/", views.reintentar, name="reintentar"),
    path("rutinas/<str:nombre>/", views.rutina, name="rutina"),
]
