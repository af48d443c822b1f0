"""A neighbour who presents something on the portal, as the tests of it need her."""

from __future__ import annotations

import re
import uuid
from typing import Any

from core.models import Expediente, Usuario
from notifiers import mensajes
from notifiers.models import Entrega
from workflows.solicitudes import actions
from workflows.solicitudes.actions.publico import Quien, Recibida
from workflows.solicitudes.models import TipoSolicitud

CORREO = "dalys@vecina.test"
DALYS = Quien("Dalys Mora", CORREO)
PIN = re.compile(r"\d{4} \d{4}")


def abrir_al_publico(codigo: str = "peticion") -> TipoSolicitud:
    """An administrator opens this type to the public."""
    TipoSolicitud.objects.filter(codigo=codigo).update(al_publico=True)
    return TipoSolicitud.objects.get(codigo=codigo)


def presentar(**campos: Any) -> Recibida:
    """Dalys asks for water, by the form."""
    campos.setdefault("formulario", uuid.uuid4())
    campos.setdefault("tipo", abrir_al_publico())
    campos.setdefault("titulo", "Agua potable para la escuela")
    campos.setdefault("descripcion", "Desde abril no llega agua a la escuela.")
    campos.setdefault("quien", DALYS)
    campos.setdefault("consentimiento", "2026-11")
    return actions.registrar_del_publico(**campos)


def correo_de(expediente: Expediente, clase: str) -> str:
    """The last mail of this kind to an applicant of it, as it would be written now."""
    entregas = Entrega.objects.filter(
        notificacion__expediente=expediente.pk,
        notificacion__clase=clase,
        notificacion__actor__isnull=False,
    )
    mensaje = mensajes.componer(entregas.latest("pk").notificacion)
    return f"{mensaje.cuerpo}\n{mensaje.enlace}\n{mensaje.baja}"


def sistema() -> Usuario:
    return Usuario.objects.sistema()
