"""The publications of a piece that need a person, as Mi día shows and settles them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from core.models import Usuario
from webui.comunicacion.forms_publicaciones import SALIDAS
from webui.objeto import boton
from webui.pantallas import Problema
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
                boton(
                    step,
                    SALIDAS[step.verb],
                    url=reverse(f"publicaciones:{step.verb}", args=[una.pk]),
                    caso=pieza,
                    siguiente=siguiente,
                )
                for step in queries.pasos(una, pieza, user)
                if step.allowed
            ],
        )
        for una in queries.con_problemas(pieza)
    ]
