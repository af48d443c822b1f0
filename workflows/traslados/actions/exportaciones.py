"""Lists that leave as a sheet: at once if they are short, by a worker if they are long."""

from __future__ import annotations

import logging
import tempfile
from datetime import timedelta
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import clock, outbox
from core.models import Usuario
from core.transitions import NotAllowed
from notifiers import queue as avisos
from workflows.traslados import states
from workflows.traslados.models import Exportacion, borrar_archivo
from workflows.traslados.salida import exportar as salida
from workflows.traslados.salida import filtros
from workflows.traslados.salida.exportar import Pedido
from workflows.traslados.salida.listas import LISTAS

log = logging.getLogger(__name__)

# How many one person may have under way: whoever clicks again out of impatience waits longer.
A_LA_VEZ = 3


def escribir(pedido: Pedido) -> BytesIO:
    """A short list as a sheet, at once."""
    archivo = BytesIO()
    salida.escribir(archivo, pedido)
    archivo.seek(0)
    return archivo


def nombre_de(pedido: Pedido) -> str:
    """How the file is called: what it is, and of when."""
    ahora = clock.local(clock.now())
    return f"{slugify(str(pedido.lista.titulo))}-{ahora:%Y-%m-%d-%H%M}.{pedido.formato}"


@transaction.atomic
def pedir(pedido: Pedido) -> Exportacion:
    """Leave a long list to a worker, which tells when it is done.

    Raises `NotAllowed` while the person has several under way.
    """
    suyas = Exportacion.objects.filter(usuario=pedido.usuario, estado__in=states.EN_MARCHA)
    if suyas.count() >= A_LA_VEZ:
        raise NotAllowed("exportar", _("Ya tiene varias descargas en preparación. Espere a una."))
    ahora = clock.now()
    exportacion = Exportacion.objects.create(
        usuario=pedido.usuario,
        cosa=pedido.lista.nombre,
        formato=pedido.formato,
        nombre=nombre_de(pedido),
        filtro=filtros.guardar(pedido.filtro),
        orden=pedido.orden[:40],
        total=pedido.filas().count(),
        creado_en=ahora,
        disponible_en=ahora,
        caduca_en=ahora + timedelta(days=settings.TRASLADOS_DIAS),
    )
    outbox.wake("traslados")
    return exportacion


def exportar() -> bool:
    """Write the next list that waits; False if none does."""
    for exportacion in outbox.claim(Exportacion, limit=1):
        _hacer(exportacion)
        return True
    return False


def _hacer(exportacion: Exportacion) -> None:
    usuario = exportacion.usuario
    with translation.override(usuario.idioma):
        try:
            _escribir(exportacion, usuario)
        except ObjectDoesNotExist:
            fallar(exportacion, _("Algo de lo que filtraba la lista ya no existe."))
        except _Perdida:
            log.warning("export %s was taken by another worker", exportacion.pk)
        except Exception:
            log.exception("export %s failed", exportacion.pk)
            fallar(exportacion, _("Hubo un error al prepararla. Pídala otra vez."))


class _Perdida(Exception):  # noqa: N818 - what happened, not a defect
    """The lease ran out: another worker has it, or a person took it away."""


def _escribir(exportacion: Exportacion, usuario: Usuario) -> None:
    """Write the sheet, keep it, and tell; all rows as `usuario` may see them now."""
    lista = LISTAS[exportacion.cosa]
    filtro = filtros.rehacer(lista.filtro, exportacion.filtro)
    pedido = Pedido(usuario, lista, exportacion.formato, filtro, exportacion.orden)
    claves = pedido.claves()

    def avance(hechas: int) -> None:
        if not outbox.renew(exportacion, hechas=hechas, total=len(claves)):
            raise _Perdida

    with tempfile.TemporaryFile() as hoja:
        escrito = salida.escribir(hoja, pedido, claves=claves, avance=avance)
        hoja.seek(0)
        exportacion.archivo.save(exportacion.nombre, File(hoja), save=False)
    if not _terminar(exportacion, states.LISTA, escrito.filas):
        borrar_archivo(exportacion)


@transaction.atomic
def _terminar(exportacion: Exportacion, estado: str, filas: int, motivo: str = "") -> bool:
    """Write how it ended, and tell whoever asked; False if it was no longer ours."""
    nuestra = outbox.settle(
        exportacion,
        estado,
        archivo=exportacion.archivo.name,
        hechas=filas,
        total=filas,
        motivo=motivo,
        terminado_en=clock.now(),
    )
    if nuestra:
        avisos.notify(
            "descarga",
            expediente=None,
            clave=f"exportacion:{exportacion.lease_token}",
            usuarios=[exportacion.usuario],
            datos={
                "estado": estado,
                "que": str(LISTAS[exportacion.cosa].titulo),
                "cantidad": filas,
                "motivo": motivo,
                "ruta": f"/descargas/{exportacion.pk}/",
            },
            medio=avisos.APLICACION,
        )
    return nuestra


def fallar(exportacion: Exportacion, motivo: str) -> None:
    """Write down why it could not be written, and tell whoever asked."""
    _terminar(exportacion, states.FALLIDA, exportacion.hechas, motivo)
