"""A step for many rows: one after the other through its action, each in its transaction.

What became of one is written in the transaction of its step: whoever is cut off in between goes on
where it ended, and two windows at the same do no step twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from core import clock, origen
from core.models import Usuario
from core.transitions import NotAllowed, StaleVersion
from webui import ocupado
from webui.models import Tanda
from webui.tandas.elegibles import Elegibles, Par, de

log = logging.getLogger(__name__)

# Work of one request; what is left waits for the next one.
SEGUNDOS = 2.0
# How long a report can be looked at.
SE_GUARDA = timedelta(days=7)


def empezar(
    user: Usuario,
    filas: Elegibles,
    verbo: str,
    pares: Sequence[Par],
    *,
    datos: QueryDict,
    volver: str,
) -> Tanda:
    """Write down what is to be done; nothing is done yet. Old reports go."""
    Tanda.objects.filter(creado_en__lt=clock.now() - SE_GUARDA).delete()
    return Tanda.objects.create(
        usuario=user,
        clase=filas.clase,
        verbo=verbo,
        datos=datos.urlencode(),
        volver=volver,
        pendientes=[list(par) for par in pares],
    )


def avanzar(tanda_id: int, user: Usuario, *, segundos: float = SEGUNDOS) -> None:
    """Take the step for those that are left, for about so many seconds; at least for one."""
    limite = time.monotonic() + segundos
    while _siguiente(tanda_id, user) and time.monotonic() < limite:
        pass


@transaction.atomic
def _siguiente(tanda_id: int, user: Usuario) -> bool:
    """Take the step for the next one; False if none is left."""
    tanda = Tanda.objects.select_for_update().get(pk=tanda_id, usuario=user)
    if not tanda.pendientes:
        return False
    codigo, version = tanda.pendientes.pop(0)
    if motivo := _dar(tanda, user, codigo, version):
        tanda.negados.append([codigo, motivo])
    else:
        tanda.hechos.append(codigo)
    if not tanda.pendientes:
        tanda.datos = ""
    tanda.save(update_fields=["pendientes", "hechos", "negados", "datos"])
    return True


def _dar(tanda: Tanda, user: Usuario, codigo: str, version: int | None) -> str:
    """Take the step for one of them; why not, or nothing if it is done."""
    datos = QueryDict(tanda.datos, mutable=True)
    datos["version"] = "" if version is None else str(version)
    try:
        with transaction.atomic():
            return _por_su_accion(de(tanda.clase), tanda.verbo, user, codigo, datos)
    except ObjectDoesNotExist:
        return _("Ya no está a su alcance.")
    except NotAllowed as refusal:
        return refusal.motivo
    except StaleVersion:
        return _("Cambió después de que usted lo eligió: mírelo y vuelva a intentarlo.")
    except ValidationError as error:
        return " ".join(error.messages)
    except Exception as error:
        if ocupado.lo_esta(error):
            return ocupado.motivo(error)
        # A defect with one of them is no reason to leave the others undone.
        log.exception("Step %s of %s failed", tanda.verbo, codigo)
        return _("No se pudo: algo falló. Informe con este número: %(numero)s.") % {
            "numero": origen.actual()
        }


def _por_su_accion(
    filas: Elegibles, verbo: str, user: Usuario, codigo: str, datos: QueryDict
) -> str:
    form = filas.formulario(filas.uno(user, codigo), verbo, user, datos)
    if not form.is_valid():
        return " ".join(str(falta) for faltas in form.errors.values() for falta in faltas)
    filas.dar(form)
    return ""
