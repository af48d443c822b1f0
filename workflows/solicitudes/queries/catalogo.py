"""What an office chooses from: types, units, people of a role."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from core.models import Area, Usuario
from core.texto import ClaveOrden
from workflows.solicitudes.models import TipoSolicitud


def lo_que_pide(tipo: object) -> dict[str, bool]:
    """Which fields a type asks for besides, and whether each is compulsory.

    By its key as a form has it; none of what is no key.
    """
    clave = str(getattr(tipo, "pk", tipo))
    if not clave.isdecimal():
        return {}
    found = TipoSolicitud.objects.filter(pk=clave).only("pide", "exige").first()
    return found.preguntas() if found else {}


def tipos(ademas: TipoSolicitud | None = None) -> QuerySet[TipoSolicitud]:
    """The types a new request may have, and one it has already though it was retired."""
    return TipoSolicitud.objects.filter(Q(activo=True) | Q(pk=ademas and ademas.pk))


def areas_que_contestan() -> QuerySet[Area]:
    """Those to which a request may be handed: somebody heads them."""
    return Area.objects.filter(jefe__is_active=True).order_by(ClaveOrden("nombre"))


def con_rol(rol: str) -> list[Usuario]:
    """Everybody with an account and this role."""
    return list(Usuario.objects.filter(groups__name=rol, is_active=True))
