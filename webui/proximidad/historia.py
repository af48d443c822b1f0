"""Who made an actor, a theme or a place and who changed it, in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import catalogos, clock
from core.catalogos import Cambiado
from core.models import Actor, Catalogado, HistorialCatalogo, Usuario
from webui.components.formas import Cambio, Conflicto, Entrada


def entradas(user: Usuario, objeto: Catalogado) -> list[Entrada]:
    """Newest first; what was written of an actor is for who may reach it."""
    completo = not isinstance(objeto, Actor) or catalogos.ve_contacto(user, objeto)
    return [
        Entrada(
            quien=str(entrada.usuario),
            por=str(entrada.por or ""),
            que=_que(objeto, entrada),
            momento=entrada.momento,
            texto=_texto(objeto, entrada) if completo else "",
        )
        for entrada in catalogos.historia(objeto)
    ]


def conflicto(cambiado: Cambiado) -> Conflicto:
    """What happened to it since the form was made."""
    objeto = cambiado.objeto
    nuevas = list(catalogos.historia(objeto).filter(version__gt=cambiado.visto))
    if not nuevas:  # the form had a version that never was
        return Conflicto(quien=_("Alguien"), momento=clock.now())
    cambios = [cambio for entrada in reversed(nuevas) for cambio in _cambios(objeto, entrada)]
    return Conflicto(quien=str(nuevas[0].usuario), momento=nuevas[0].momento, cambios=cambios)


def _que(objeto: Catalogado, entrada: HistorialCatalogo) -> str:
    if entrada.verbo == catalogos.CREAR:
        return _("lo registró")
    campos = ", ".join(str(_campo(objeto, campo)).lower() for campo in entrada.campos)
    return _("cambió %(campos)s") % {"campos": campos}


def _texto(objeto: Catalogado, entrada: HistorialCatalogo) -> str:
    if entrada.escrito.redactado_en:
        return _("(texto retirado por protección de datos)")
    if entrada.verbo == catalogos.CREAR:
        return ""
    return "\n".join(
        f"{cambio.etiqueta}: {cambio.antes or '—'} → {cambio.ahora or '—'}"
        for cambio in _cambios(objeto, entrada)
    )


def _cambios(objeto: Catalogado, entrada: HistorialCatalogo) -> Iterable[Cambio]:
    for campo, (antes, ahora) in entrada.escrito.cambios.items():
        yield Cambio(capfirst(_campo(objeto, campo)), _valor(antes), _valor(ahora))


def _campo(objeto: Catalogado, campo: str) -> str:
    return str(getattr(objeto._meta.get_field(campo), "verbose_name", campo))


def _valor(valor: str) -> str:
    return {"True": _("sí"), "False": _("no")}.get(valor, valor)
