"""Every address, as every role and as nobody, about things they may not see: nothing is shown.

The case files are of degree 4 and of people outside the cast; what is asked for carries their real
ids and codes. What whoever reads may see is of degree 1: it is shown, and no verb moves it. Each
request is undone, so that one does not prepare the next.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, Group
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import RegexPattern

from channels.models import Cuenta, Freno, Publicacion
from core import access, adjuntos, catalogos
from core.models import (
    Actor,
    Caso,
    Expediente,
    Historial,
    HistorialAjuste,
    Lugar,
    Tema,
    Usuario,
    Vinculo,
)
from notifiers.models import Notificacion
from tests.architecture.test_routes import ROUTES, Route
from tests.builders import en_dias
from tests.cast import CAST, person
from tests.channels.builders import png, queued
from webui.models import Tanda, VistaGuardada
from webui.pantallas import de
from workflows.compromisos import actions as compromisos
from workflows.comunicacion import actions as piezas
from workflows.comunicacion.models import Pieza
from workflows.metas.actions import intermedias, metas
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import TipoSolicitud

pytestmark = pytest.mark.django_db

NINGUNO = "999999999"
# Who sends it: between them they reach every form. The others would only make the run longer.
CON_RAROS = {"rosa", "gabriel", "paula", "sofia", "nadie"}
# What no form expects: too much of it, no text, a digit that is no number.
RAROS = ("x" * 100_000, "a\x00b", "²")
# Where a session says nothing: tests/webui/api/test_quien_no_puede.py asks with keys.
CON_CLAVE = "api:"
# Screens about the cases of another room.
DE_OTRO = {"decisiones": "solicitudes", "pases": "compromisos"}
CODIGOS = ("solicitudes", "compromisos", "metas", "intermedias", "piezas")


@dataclass(frozen=True)
class Oculto:
    """What is hidden, by the name of the screen that would show it."""

    casos: dict[str, Caso]
    ids: dict[str, int]
    ajenos: dict[str, Any]

    def direcciones(self, route: Route) -> Iterator[str]:
        """The addresses of a route that speak of what is hidden; every verb, where it takes one."""
        espacio = route.name.split(":")[0]
        espacio = DE_OTRO.get(espacio, espacio)
        kwargs = dict(route.kwargs)
        if "codigo" in kwargs:
            caso = self.casos.get(espacio, self.casos["compromisos"])
            kwargs["codigo"] = caso.codigo
        if "pk" in kwargs:
            kwargs["pk"] = self.ids.get(espacio, int(NINGUNO))
        if "token" in kwargs:
            kwargs["token"] = getattr(self.casos["piezas"], "token", "")
        verbos = de(self.casos[espacio].CLASE).pasos if "verbo" in kwargs else [""]
        for verbo in verbos:
            yield reverse(
                route.name,
                settings.API_URLCONF,
                kwargs=kwargs | ({"verbo": verbo} if verbo else {}),
            )

    def para(self, user: Usuario | None) -> list[Caso]:
        """What this person may not see."""
        if user is None:
            return list(self.casos.values())
        suyos = access.scope(Expediente.objects.all(), user).values_list("pk", flat=True)
        return [caso for caso in self.casos.values() if caso.pk not in set(suyos)]


@pytest.fixture
def oculto(db: None) -> Oculto:
    """What only the people in it may see."""
    return _un_mundo(4)


@pytest.fixture
def visible(db: None) -> Oculto:
    """What whoever reads may see, and only the people in it may move."""
    return _un_mundo(1)


def _un_mundo(grado: int) -> Oculto:
    """One case file of each process, with a file, a notice, a publication and an account."""
    jefa, gerente, autora = (_ajena(rol) for rol in ("jefe_agenda", "gerente_meta", "prensa"))
    vecina = Actor.objects.create(nombre="Vecina", tipo="persona")
    tipo = TipoSolicitud.objects.get(codigo="requerimiento")
    solicitud = solicitudes.registrar(
        actor=jefa, tipo=tipo, solicitante=vecina, **_reserva("solicitudes", grado)
    )
    compromiso = compromisos.crear(
        actor=jefa,
        responsable=gerente,
        a_quien=vecina,
        fecha=en_dias(9),
        **_reserva("compromisos", grado),
    )
    meta = metas.crear(
        actor=gerente, gerente=gerente, responsable_institucional=jefa, **_reserva("metas", grado)
    )
    mi = intermedias.crear(meta_id=meta.pk, actor=gerente, titulo=_secreto("intermedias"), peso=100)
    pieza = piezas.crear(actor=autora, **_reserva("piezas", grado))
    contenido = adjuntos.revisar(io.BytesIO(png()), f"{_secreto('compromisos')}.png")
    adjunto = adjuntos.guardar(compromiso, contenido, actor=jefa)
    casos = dict(zip(CODIGOS, (solicitud, compromiso, meta, mi, pieza), strict=True))
    aviso = Notificacion.objects.filter(usuario=gerente)[0]
    cuenta = Cuenta.objects.order_by("pk")[0]
    tanda = Tanda.objects.create(
        usuario=jefa, clase="compromiso", verbo="reiterar", hechos=[compromiso.codigo]
    )
    vista = VistaGuardada.objects.create(
        usuario=jefa, lista="compromisos:lista", nombre=_secreto("compromisos")
    )
    ids = {
        "vistas": vista.pk,
        "tandas": tanda.pk,
        "adjunto": adjunto.pk,
        "notificaciones": aviso.pk,
        "canales": cuenta.pk,
        "publicaciones": queued(pieza, cuenta).pk,
        "actores": vecina.pk,
        "temas": Tema.objects.create(nombre="Agua").pk,
        "lugares": Lugar.objects.create(nombre="El Roble").pk,
    }
    return Oculto(casos, ids, _ajenos(casos, ids, vecina))


# One person for each role, and somebody who has not logged in.
UNO_POR_ROL = {rol: nombre for nombre, (_quien, rol) in CAST.items()}


@pytest.mark.parametrize("nombre", [*UNO_POR_ROL.values(), "nadie"])
def test_quien_no_puede_no_ve_ni_hace(nombre: str, oculto: Oculto) -> None:
    user = None if nombre == "nadie" else person(nombre)
    otros = oculto.para(user)
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user)
    antes = _foto(otros, user)
    faltas = [
        f"{method} {path}: {falta}"
        for path, route in _todas(oculto)
        for method, response in _pedir(client, path, oculto, raros=nombre in CON_RAROS)
        if (falta := _falta(response, otros, antes, user, publica=route.is_public or bool(user)))
    ]
    assert faltas == []


def test_quien_solo_lee_lo_ve_y_no_hace_nada(visible: Oculto) -> None:
    omar = person("omar")
    casos = list(visible.casos.values())
    assert not visible.para(omar)
    client = Client(raise_request_exception=False)
    client.force_login(omar)
    antes = _foto(casos, omar)
    faltas = [
        f"{method} {path}: {falta}"
        for path, route in _todas(visible)
        if route.name.split(":")[0] in {*CODIGOS, "publicaciones", "adjunto", "canales"}
        for method, response in _pedir(client, path, visible, raros=False)
        if (falta := _falta(response, [], antes, omar, publica=True, suyos=casos))
    ]
    assert faltas == []


def test_quien_puede_lo_ve(oculto: Oculto) -> None:
    for espacio, caso in oculto.casos.items():
        client = Client()
        client.force_login(caso.creado_por)
        response = client.get(reverse(f"{espacio}:uno", args=[caso.codigo]))
        assert _secreto(espacio) in response.content.decode()


def _todas(oculto: Oculto) -> Iterator[tuple[str, Route]]:
    """Every address with a name and converters; those by regular expression are the framework's."""
    for pattern, route in ROUTES:
        if route.name.endswith("?") or isinstance(pattern.pattern, RegexPattern):
            continue
        if route.name.startswith(CON_CLAVE):
            continue
        for path in oculto.direcciones(route):
            yield path, route


def _pedir(client: Client, path: str, oculto: Oculto, *, raros: bool) -> Iterator[tuple[str, Any]]:
    """Ask and send, each undone afterwards; also a logout. `raros`: what no form expects, too."""
    busca = {"q": "zafiro", "titulo": "Zafiro", "origen": oculto.casos["intermedias"].codigo}
    aparte = f"{path}?{urlencode(busca)}"
    formas: list[tuple[str, dict[str, Any]]] = [
        ("GET", {}),
        ("POST vacío", {}),
        ("POST raro", _raro(CAMPOS, path)),
        ("POST ajeno", dict.fromkeys(CAMPOS, NINGUNO) | oculto.ajenos),
    ]
    if path.startswith("/administracion/"):  # whose forms are the framework's, not of our fields
        formas[2:] = [("POST raro", _raro(CAMPOS_ADMIN, path))]
    if not raros:
        formas = [forma for forma in formas if forma[0] != "POST raro"]
    for method, datos in formas:
        send = client.get if method == "GET" else client.post
        with transaction.atomic():
            response = send(aparte, datos)
            yield method, response
            transaction.set_rollback(True)


def _raro(campos: list[str], path: str) -> dict[str, str]:
    """One oddity in every field of an address, another at the next; what is long, in a few."""
    raro = RAROS[len(path) % len(RAROS)]
    pocos = campos[len(path) % 16 :: 16] if len(raro) > 100 else campos
    return dict.fromkeys(pocos, raro)


def _falta(
    response: Any,
    otros: list[Caso],
    antes: object,
    user: Usuario | None,
    *,
    publica: bool,
    suyos: list[Caso] | None = None,
) -> str:
    """What is wrong with an answer; empty if nothing. `publica`: who asks may be answered.

    `otros` may neither be shown nor changed, `suyos` only not changed.
    """
    if response.status_code >= 500:
        return str(response.status_code)
    if not publica and response.status_code not in {302, 401, 405, 413}:
        return f"{response.status_code} sin entrar"
    if _foto(suyos or otros, user) != antes:
        return "cambió algo ajeno"
    pagina = b"".join(response).decode(errors="replace")
    return next((f"mostró {caso.codigo}" for caso in otros if caso.titulo in pagina), "")


def _foto(casos: list[Caso], user: Usuario | None) -> tuple[object, ...]:
    """What would show that somebody touched them, or what only a role may touch."""
    pks = [caso.pk for caso in casos]
    versiones = Expediente.objects.filter(pk__in=pks).order_by("pk").values_list("pk", "version")
    historia = Historial.objects.filter(expediente__in=pks).count()
    vinculos = Vinculo.objects.filter(Q(de__in=pks) | Q(a__in=pks)).count()
    salidas = Publicacion.objects.filter(expediente__in=pks).values_list(
        "estado", "retiro_pedido_en"
    )
    return list(versiones), historia, vinculos, list(salidas), _de_un_rol(user)


def _de_un_rol(user: Usuario | None) -> list[object]:
    """Of what belongs to a role, all that this person has no right to."""
    nadie = user or AnonymousUser()
    found: list[object] = [
        list(modelo._default_manager.order_by("pk").values_list("pk", "version"))
        for modelo in (Actor, Tema, Lugar)
        if not any(catalogos.puede(nadie, verbo, modelo) for verbo in catalogos.PUEDEN)
    ]
    if not access.can(nadie, "detener", Pieza):
        found.append(list(Freno.objects.values_list("pk", flat=True)))
    if not access.can(nadie, "reconectar", Pieza):
        found.append(list(Cuenta.objects.order_by("pk").values_list("pk", "estado")))
    if user is None or not user.is_staff:
        found.append(list(Usuario.objects.order_by("pk").values_list("pk", "email", "groups")))
        found.append(HistorialAjuste.objects.count())
    return found


def _secreto(espacio: str) -> str:
    """A title that only who may see the case file may read."""
    return f"Zafiro de {espacio}"


def _reserva(espacio: str, grado: int) -> dict[str, Any]:
    return {"titulo": _secreto(espacio), "nivel_reserva": grado}


def _ajenos(casos: dict[str, Caso], ids: dict[str, int], vecina: Actor) -> dict[str, Any]:
    """Real ids where a form asks for one, of people and things that are not of who asks."""
    personas = "responsable", "monitor", "gerente", "responsable_institucional", "suplente"
    return {
        **dict.fromkeys(personas, str(casos["metas"].creado_por.pk)),
        **dict.fromkeys(("solicitante", "a_quien", "actor", "representa_a"), str(vecina.pk)),
        **dict.fromkeys(("tema", "temas"), str(ids["temas"])),
        **dict.fromkeys(("lugar", "lugares"), str(ids["lugares"])),
        "siguiente": f"/e/{casos['compromisos'].codigo}/",
        "version": "1",
        "elegido": [caso.codigo for caso in casos.values()],
        "verbo": "reiterar",
        "dar": "1",
    }


def _ajena(rol: str) -> Usuario:
    """Somebody with a role who is not of the cast."""
    user = Usuario.objects.create_user(f"{rol}@ajena.test", nombre="Persona ajena")
    user.groups.add(Group.objects.get(name=rol))
    return user


def _campos(form: type[forms.Form]) -> Iterator[str]:
    yield from getattr(form, "base_fields", {})
    for hija in form.__subclasses__():
        if hija.__module__.startswith(("webui", "django.forms")):
            yield from _campos(hija)


# Every field that any form of the administration asks for.
CAMPOS_ADMIN = sorted(
    {
        campo.name
        for modelo in admin.site._registry
        for campo in [*modelo._meta.fields, *modelo._meta.many_to_many]
    }
)
# Every field that any screen asks for.
CAMPOS = sorted(set(_campos(forms.Form)))
