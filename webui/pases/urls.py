"""Addresses of the links that mails carry."""

from django.urls import path

from webui.pases import views

app_name = "pases"

urlpatterns = [
    path("<str:token>/", views.dar, name="dar"),
    path("<str:token>/adjuntar/", views.adjuntar, name="adjuntar"),
    path("<str:token>/<slug:verbo>/", views.paso, name="paso"),
    path("<str:token>/archivo/<int:pk>/", views.archivo, name="archivo"),
]
