"""Addresses of the reports."""

from django.urls import path

from webui.informes import views
from workflows.traslados.queries import TIPOS

app_name = "informes"

urlpatterns = [
    path("", views.todos, name="todos"),
    path("<slug:informe>/", views.uno, name="uno"),
    path("<slug:informe>.pdf", views.en_papel, name="pdf"),
    *(
        path(f"<slug:informe>.{formato}", views.en_hoja, {"formato": formato}, name=formato)
        for formato in TIPOS
    ),
]
