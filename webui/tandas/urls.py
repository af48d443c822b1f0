"""The report of a step that many case files took."""

from django.urls import path

from webui.tandas import views

app_name = "tandas"

urlpatterns = [path("<int:pk>/", views.informe, name="informe")]
