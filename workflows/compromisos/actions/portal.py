"""Which files of a public compromiso the public sees."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from core import transitions
from core.models import Adjunto, Usuario
from core.transitions import NotAllowed
from workflows.compromisos.models import Compromiso


@transaction.atomic
def mostrar_archivos(
    *,
    compromiso_id: int,
    actor: Usuario,
    publicos: Collection[Adjunto],
    version: int | None = None,
) -> Compromiso:
    """From now on exactly these of its files are shown with it on the portal."""
    compromiso = transitions.lock(Compromiso, compromiso_id, actor=actor, version=version)
    if not compromiso.publico:
        raise NotAllowed("mostrar_archivos", _("No se muestra en el portal."))
    elegidos = Q(pk__in=[uno.pk for uno in publicos])
    if compromiso.adjuntos.filter(elegidos).count() != len(publicos):
        raise ValidationError({"publicos": _("Ese archivo no es de este compromiso.")})
    cambian = compromiso.adjuntos.filter(elegidos & Q(publico=False) | ~elegidos & Q(publico=True))
    nombres = ", ".join(cambian.values_list("nombre", flat=True))
    if nombres:
        transitions.record(compromiso, "mostrar_archivos", actor=actor, texto=nombres)
        cambian.update(publico=Case(When(publico=True, then=Value(False)), default=Value(True)))
    return compromiso
