"""Publications to a step for many: what failed on a bad day is tried again at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from channels.models import Publicacion
from core.models import Usuario
from webui.comunicacion.forms_publicaciones import SALIDAS, PublicacionesFiltro
from webui.paso_form import PasoForm
from webui.tandas.elegibles import Elegido, Par, Verbo, con_papeles, registrar
from workflows.comunicacion import queries
from workflows.comunicacion.queries import Pieza


class _Salidas:
    """Each is called by its number; who may what is asked of its piece."""

    clase = "publicacion"
    nombre = "publicaciones"
    titulo = gettext_lazy("Publicaciones")
    pasos = SALIDAS

    def verbos(self) -> Iterable[Verbo]:
        return [Verbo(verbo, una.label, una.icon) for verbo, una in queries.SALIDAS.items()]

    def del_filtro(self, user: Usuario, consulta: QueryDict, limite: int) -> list[Par]:
        filtro = PublicacionesFiltro(consulta).leer()
        found = queries.publicaciones(user, filtro).values_list("pk", flat=True)[:limite]
        return [(str(pk), None) for pk in found]

    def traer(self, user: Usuario, codigos: Iterable[str]) -> list[Elegido]:
        publicaciones = list(queries.publicaciones(user).filter(pk__in=_numeros(codigos)))
        piezas = queries.piezas_de(publicaciones)
        con_papeles(piezas.values())
        return [_elegido(una, piezas[una.expediente_id]) for una in publicaciones]

    def motivo(self, uno: Elegido, verbo: str, user: Usuario) -> str:
        publicacion, pieza = uno.que
        return queries.paso(publicacion, pieza, verbo, user).motivo

    def formulario(
        self, uno: Elegido, verbo: str, user: Usuario, *args: Any, **kwargs: Any
    ) -> PasoForm:
        publicacion, pieza = uno.que
        return SALIDAS[verbo](*args, publicacion=publicacion, caso=pieza, user=user, **kwargs)

    def uno(self, user: Usuario, codigo: str) -> Elegido:
        publicacion = queries.publicaciones(user).filter(pk__in=_numeros([codigo])).get()
        return _elegido(publicacion, queries.una(user, publicacion.expediente.codigo))

    def dar(self, form: PasoForm) -> None:
        form.llamar("pieza_id")


def rotulo(publicacion: Publicacion) -> str:
    """What people call it."""
    return f"{publicacion.expediente.codigo} · {publicacion.canal_nombre}"


def _elegido(publicacion: Publicacion, pieza: Pieza) -> Elegido:
    url, que = reverse("piezas:uno", args=[pieza.codigo]), (publicacion, pieza)
    return Elegido(str(publicacion.pk), rotulo(publicacion), pieza.titulo, url, None, que)


def _numeros(codigos: Iterable[str]) -> set[int]:
    """What was sent as the number of a row; other words name none."""
    return {int(uno) for uno in codigos if uno.isascii() and uno.isdecimal()}


SALIDAS_EN_TANDA = registrar(_Salidas())
