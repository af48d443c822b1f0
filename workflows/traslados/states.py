"""Where a download or an import stands. Rows of a queue: moved by conditional SQL, no machine."""

from django.utils.translation import gettext_lazy as _

PENDIENTE = "pendiente"
EN_CURSO = "en_curso"
LISTA = "lista"
FALLIDA = "fallida"

SUBIDA = "subida"
ENSAYADA = "ensayada"
HECHA = "hecha"

EXPORTACION = (
    (PENDIENTE, _("En espera")),
    (EN_CURSO, _("En curso")),
    (LISTA, _("Lista")),
    (FALLIDA, _("No se pudo")),
)
IMPORTACION = (
    (SUBIDA, _("Por ensayar")),
    (PENDIENTE, _("En espera")),
    (EN_CURSO, _("En curso")),
    (ENSAYADA, _("Ensayada")),
    (HECHA, _("Hecha")),
    (FALLIDA, _("No se pudo")),
)
# Somebody still works on it, so its page looks again.
EN_MARCHA = (PENDIENTE, EN_CURSO)
# What an import may still be changed in, or given up.
ABIERTA = (SUBIDA, ENSAYADA, FALLIDA)
