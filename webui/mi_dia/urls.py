"""The address of Mi dia."""

from django.urls import path

from webui.mi_dia import views

app_name = "mi_dia"

urlpatterns = [path("", views.inicio, name="inicio")]
