"""The publications of a piece that need a person, as Mi día shows and settles them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from channels.models import Publicacion
from core.models import Usuario
from core.transitions import Step
from webui.comunicacion.forms_publicaciones import SALIDAS
from webui.objeto import PasoVisible
from webui.pantallas import Problema
from webui.paso_form import es_directo
from workflows.comunicacion import queries
from workflows.comunicacion.queries import Pieza


def problemas(pieza: Pieza, user: Usuario, siguiente: str) -> Sequence[Problema]:
    """Each channel that failed or waits for a decision, with what `user` may do about it."""
    return [
        Problema(
            donde=una.canal_nombre,
            palabra=queries.palabra(una),
            que_paso=queries.que_paso(una),
            url=una.url,
            pasos=[
                _visible(una, pieza, step, siguiente)
                for step in queries.pasos(una, pieza, user)
                if step.allowed
            ],
        )
        for una in queries.con_problemas(pieza)
    ]


def _visible(publicacion: Publicacion, pieza: Pieza, step: Step, siguiente: str) -> PasoVisible:
    form_class = SALIDAS[step.verb]
    return PasoVisible(
        verb=step.verb,
        label=step.label,
        allowed=step.allowed,
        motivo=step.motivo,
        primary=step.primary,
        danger=step.danger,
        icon=step.icon,
        url=reverse(f"publicaciones:{step.verb}", args=[publicacion.pk]),
        directo=es_directo(form_class),
        pagina=form_class.pagina,
        version=pieza.version,
        siguiente=siguiente,
    )
