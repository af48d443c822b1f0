"""The engine as the screen shows it: a measure in words, lights and instants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import Usuario
from webui.components.formas import Enlace, Luz
from workflows.cruce import motor
from workflows.cruce.motor import Cola, Cuenta, Medida, Problema, Rutina

HORA, MINUTO = 3600, 60


@dataclass(frozen=True, slots=True)
class ProblemaVisible:
    """One trouble, with where it is settled, if it is on some screen."""

    clave: str
    tono: str
    frase: str
    remedio: str
    enlace: Enlace | None


@dataclass(frozen=True, slots=True)
class ColaVisible:
    """One queue, with the instant since which its oldest row should have been done."""

    cola: Cola
    nombre: str
    desde: datetime | None
    luz: Luz


@dataclass(frozen=True, slots=True)
class RutinaVisible:
    """One routine, with its last run."""

    rutina: Rutina
    nombre: str
    cada: str
    ultima: datetime | None
    luz: Luz


@dataclass(frozen=True, slots=True)
class CuentaVisible:
    """One account, and whether it sends."""

    cuenta: Cuenta
    canal: str
    luz: Luz


def luz(problemas: list[Problema]) -> Luz:
    """The one light of all."""
    niveles = {uno.nivel for uno in problemas}
    if motor.MAL in niveles:
        return Luz("rojo", _("El motor necesita atención"))
    if niveles:
        return Luz("amarillo", _("El motor funciona; hay algo por resolver"))
    return Luz("verde", _("Todo va al día"))


def problema(uno: Problema, user: Usuario) -> ProblemaVisible:
    """A trouble in the language of who reads it."""
    datos = {clave: _decir(uno, clave) for clave in uno.datos}
    tono = "mal" if uno.nivel == motor.MAL else "cuidado"
    return ProblemaVisible(
        uno.clave.replace(":", "-").replace(".", "-"),
        tono,
        _(uno.frase) % datos,
        _(uno.remedio),
        _enlace(uno, user),
    )


def cola(medida: Medida, una: Cola, problemas: list[Problema]) -> ColaVisible:
    """A queue: late, at work or up to date."""
    tarde = {f"cola:{una.nombre}", f"a_medias:{una.nombre}"} & {uno.clave for uno in problemas}
    if tarde:
        color = Luz("rojo", _("Atrasada"))
    elif una.debidas:
        color = Luz("azul", _("Saliendo"))
    else:
        color = Luz("verde", _("Al día"))
    return ColaVisible(una, _(motor.COLAS[una.nombre]), _hace(medida, una.espera_s), color)


def rutina(medida: Medida, una: Rutina) -> RutinaVisible:
    """A routine: how its last run went."""
    ultima = _hace(medida, una.empezada_hace_s)
    return RutinaVisible(una, nombre(una.nombre), _cada(una.cada_s), ultima, _como_fue(una))


def nombre(rutina: str) -> str:
    """What people call a routine."""
    return _(motor.RUTINAS[rutina]) if rutina in motor.RUTINAS else rutina


def cuenta(una: Cuenta) -> CuentaVisible:
    """An account: whether anything leaves by it."""
    canal = _(motor.CANALES.get(una.canal, una.canal))
    if una.estado == "activa" and not una.retenida:
        return CuentaVisible(una, canal, Luz("verde", _("Publica")))
    if una.estado == "activa":
        return CuentaVisible(una, canal, Luz("amarillo", _("La red pidió esperar")))
    if una.estado == "pausada":
        return CuentaVisible(una, canal, Luz("amarillo", _("En pausa")))
    return CuentaVisible(una, canal, Luz("rojo", _("Hay que reconectarla")))


def senales(medida: Medida) -> Mapping[str, datetime | None]:
    """When the clock and a worker last gave a sign of life."""
    return {
        _("El reloj llamó"): _hace(medida, medida.latido_s),
        _("Un trabajador respondió"): _hace(medida, motor.ultima_vuelta_s(medida)),
    }


def ritmo(medida: Medida) -> list[tuple[str, Mapping[str, int]]]:
    """What was done, and what failed, of late."""
    return [
        (_("Correos enviados"), medida.entregadas),
        (_("Publicaciones"), medida.publicadas),
        (_("Intentos de publicar que fallaron"), medida.intentos_fallidos),
        (_("Vueltas que fallaron"), medida.vueltas_fallidas),
        (_("Intentos rechazados"), _sumados(medida.rechazados)),
    ]


def _sumados(por_clase: Mapping[str, Mapping[str, int]]) -> Mapping[str, int]:
    """All kinds of refusal together; who and from where is shown by the settings."""
    return {
        cuando: sum(veces.get(cuando, 0) for veces in por_clase.values())
        for cuando in ("1h", "24h")
    }


def _decir(uno: Problema, clave: str) -> object:
    valor = uno.datos[clave]
    return _(str(valor)) if valor and clave in uno.traducir else valor


def _enlace(uno: Problema, user: Usuario) -> Enlace | None:
    que, _sep, cual = uno.clave.partition(":")
    if que in {"cuenta", "pausada", "limite", "freno"}:
        return Enlace(_("Abrir Canales"), reverse("canales:lista"))
    if que == "publicaciones":
        return Enlace(_("Ver cuáles"), f"{reverse('publicaciones:lista')}?estado={cual}")
    if que == "entregas_fallidas":
        return Enlace(_("Ver cuáles"), "#correos")
    if que == "rutina":
        return Enlace(_("Ver sus vueltas"), reverse("motor:rutina", args=[cual]))
    if que == "apagada" and user.has_perm("django_celery_beat.change_periodictask"):
        lista = reverse("admin:django_celery_beat_periodictask_changelist")
        return Enlace(_("Abrir Tareas periódicas"), lista)
    return None


def _hace(medida: Medida, segundos: float | None) -> datetime | None:
    return None if segundos is None else medida.ahora - timedelta(seconds=segundos)


def _cada(segundos: float | None) -> str:
    if segundos is None:
        return _("según el calendario")
    unidades = (
        (HORA, _("cada %(n)d h")),
        (MINUTO, _("cada %(n)d min")),
        (1, _("cada %(n)d s")),
    )
    unidad, frase = next(par for par in unidades if segundos % par[0] == 0)
    return "\u00a0".join((frase % {"n": segundos // unidad}).rsplit(" ", 1))


def _como_fue(una: Rutina) -> Luz:
    if not una.encendida:
        return Luz("gris", _("Apagada"))
    if una.en_curso:
        return Luz("azul", _("En curso"))
    if una.error:
        return Luz("rojo", _("Falló"))
    if una.empezada_hace_s is None:
        return Luz("gris", _("Todavía no"))
    return Luz("verde", _("Bien"))
