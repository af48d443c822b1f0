"""A kind of request that the town hall makes for itself, from the settings to the answer."""

from __future__ import annotations

import re

from django.test import Client

from core.models import Usuario
from tests.webui.ajustes.formularios import enviar as guardar
from tests.webui.conftest import Entrar
from tests.webui.portal.ventanilla.conftest import Enviar
from tests.webui.solicitudes.paginas import texto, url
from tests.workflows.solicitudes.builders import Despacho
from tests.workflows.solicitudes.portal import correo_de
from workflows.solicitudes import publico
from workflows.solicitudes.models import Solicitud, TipoSolicitud

PLAZA = {
    "nombre": "Uso de la plaza",
    "codigo": "uso-de-la-plaza",
    "pide": ["fecha_evento", "asistentes"],
    "dias_legales": "",
    "dias_meta": "4",
    "decide_jefe": "on",
    "al_publico": "on",
    "para_que": "Para hacer una actividad en la plaza.",
    "plantilla_acuse": "Anotamos «{asunto}» para la plaza, con el código {codigo}.",
}


def test_it_is_asked_for_taken_in_decided_and_answered(
    entrar: Entrar, sofia: Usuario, despacho: Despacho, enviar: Enviar
) -> None:
    _crear(entrar, sofia)
    assert "Para hacer una actividad en la plaza." in texto(Client().get("/solicitar/"))
    ruta = "/solicitar/uso-de-la-plaza/"
    assert _pide(Client(), ruta) == {"fecha_evento", "asistentes"}

    assert enviar(ruta=ruta, fecha_evento="2026-10-20", asistentes="120").status_code == 200

    solicitud = Solicitud.objects.get(tipo__codigo="uso-de-la-plaza")
    dicho = dict(publico.consulta(solicitud.acceso_publico).contestado)
    assert dicho == {
        "Fecha del evento": "20 de octubre de 2026",
        "Cuántas personas asistirán": "120",
    }
    assert "para la plaza, con el código" in correo_de(solicitud, "S01")
    jefe = entrar(despacho.jefe)
    pagina = texto(jefe.get(url(solicitud)))
    assert re.search(r"Cuántas personas asistirán</dt><dd>120<", pagina)
    despacho.elevar(despacho.analizar(solicitud))
    assert [una.caso for una in jefe.get("/decisiones/").context["tarjetas"]] == [solicitud]
    assert "Cuántas personas asistirán: 120" in texto(jefe.get("/decisiones/"))
    despacho.aceptar(solicitud, actor=despacho.jefe)
    despacho.atender(solicitud)
    assert "La plaza es suya" in texto(jefe.get(url(solicitud, "cerrar")))


def test_the_counter_asks_for_the_same(entrar: Entrar, sofia: Usuario, despacho: Despacho) -> None:
    tipo = _crear(entrar, sofia)

    parte = texto(entrar(despacho.asistente).post("/solicitudes/campos/", {"tipo": tipo.pk}))

    assert set(re.findall(r'name="(\w+)"', parte)) == {"fecha_evento", "asistentes"}


def _crear(entrar: Entrar, sofia: Usuario) -> TipoSolicitud:
    """Sofía makes it and, where she is led to, an answer that it has ready."""
    client = entrar(sofia)
    hecho = guardar(client, "/ajustes/tipos/nuevo/", **PLAZA)
    tipo = TipoSolicitud.objects.get(codigo="uso-de-la-plaza")
    assert hecho.headers["Location"] == f"/ajustes/tipos/{tipo.pk}/"
    respuestas = f"/ajustes/tipos/{tipo.pk}/respuestas/"
    assert f'href="{respuestas}"' in texto(client.get(hecho.headers["Location"]))
    guardar(
        client,
        f"{respuestas}nueva/",
        nombre="La plaza es suya",
        cuando="aceptada",
        texto="Puede usar la plaza el día que pidió.",
    )
    return tipo


def _pide(client: Client, ruta: str) -> set[str]:
    """What a form of the portal asks for that only some types do."""
    return set(client.get(ruta).context["form"].pide)
