"""No page asks the database more often because there is more to show.

Every address of the installation that shows something is asked for with ten rows of everything and
with two hundred: ten and two hundred case files in the lists; ten and two hundred entries, links,
files and notices in each case file. An address that is not known here fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.urls.resolvers import RegexPattern

from channels.models import Cuenta, Intento, Publicacion
from core import ajustes, clock
from core.models import (
    ROLES,
    Actor,
    Adjunto,
    Area,
    Cargo,
    Caso,
    Clave,
    Comentario,
    ComentarioTexto,
    DiaNoHabil,
    Expediente,
    Historial,
    HistorialAcceso,
    HistorialAjuste,
    HistorialSuplencia,
    HistorialTexto,
    HorarioOficina,
    LecturaReservada,
    Lugar,
    Mencion,
    Participacion,
    Seguidor,
    Suplencia,
    Tema,
    Usuario,
    Vinculo,
    Vuelta,
)
from notifiers.models import Entrega, Notificacion
from ops import beat
from ops.bench.copies import multiply
from tests.architecture.test_routes import ROUTES, Route
from tests.builders import un_compromiso
from tests.cast import person
from tests.channels.builders import an_account
from tests.consultas import cuantas
from tests.workflows.comunicacion.builders import Redaccion
from tests.workflows.metas.builders import Gobierno
from webui.models import Tanda, VistaGuardada
from workflows.compromisos.models import Compromiso
from workflows.comunicacion import states as comunicacion
from workflows.metas import states as metas
from workflows.metas.models import Meta, MetaIntermedia, ReporteMeta
from workflows.plazos.models import Plazo, PlazoInterno, ReglaAlerta
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes.models import PlantillaRespuesta, TipoSolicitud
from workflows.traslados.models import Exportacion, Importacion, Reparo
from workflows.traslados.salida import exportar

pytestmark = pytest.mark.django_db

POCAS, MUCHAS = 10, 200

# What shows no rows, each for a reason.
ORDEN = "takes an order by POST"
ARCHIVO = "sends one file"
DE_UN_CORREO = "one case file, for who has the signed address of a mail"
A_TROZOS = "some rows at a time: tests/workflows/compromisos/test_publicos.py"
VENTANILLA = "counted in tests/webui/portal/ventanilla/"
SIN_FILAS = {
    "salud": "one word for a monitor",
    "salud_motor": "for a monitor with a token: what motor:inicio measures",
    "metrics": "likewise",
    "set_language": ORDEN,
    "expediente": "leads on to the page of the case",
    "adjunto": ARCHIVO,
    "descargas:archivo": ARCHIVO,
    "importar:reparos": ARCHIVO,
    "importar:hacer": ORDEN,
    "importar:descartar": ORDEN,
    "portal:escudo": ARCHIVO,
    "portal:solicitar_uno": VENTANILLA,
    "portal:sin_novedades": ORDEN,
    "portal:confirmar_correo": ORDEN,
    "portal:mi_solicitud": VENTANILLA,
    "portal:mis_archivos": VENTANILLA,
    "portal:mi_archivo": ARCHIVO,
    "portal:completar_mi_solicitud": VENTANILLA,
    "portal:retirar_mi_solicitud": VENTANILLA,
    "portal:mi_correo": VENTANILLA,
    "portal:mis_novedades": ORDEN,
    "portal:mi_salida": ORDEN,
    "portal:evidencia": ARCHIVO,
    "portal:compromisos_csv": A_TROZOS,
    "portal:compromisos_json": A_TROZOS,
    "portal:imagen": ARCHIVO,
    "portal:miniatura": ARCHIVO,
    "solicitudes:tanda": ORDEN,
    "solicitudes:campos": ORDEN,
    "solicitudes:carta": "leads to one file",
    "solicitudes:previa": "one letter, of what is typed",
    "solicitudes:aviso": "leads to one file",
    "solicitudes:aviso_previo": "one letter, of what is typed",
    "solicitudes:pin": "the PIN of one",
    "solicitudes:preparada": "the text of one answer",
    "compromisos:tanda": ORDEN,
    "compromisos:revisar": ORDEN,
    "compromisos:enviar_enlace": ORDEN,
    "compromisos:revocar_enlace": ORDEN,
    "pases:dar": DE_UN_CORREO,
    "pases:archivo": ARCHIVO,
    "metas:tanda": ORDEN,
    "intermedias:tanda": ORDEN,
    "piezas:tanda": ORDEN,
    "publicaciones:tanda": ORDEN,
    "piezas:medir": ORDEN,
    "piezas:medir_una": ORDEN,
    "publicaciones:reintentar": ORDEN,
    "canales:detener": ORDEN,
    "canales:reanudar": ORDEN,
    "canales:pausar": ORDEN,
    "canales:reanudar_cuenta": ORDEN,
    "canales:comprobar": ORDEN,
    "suplencias:terminar": ORDEN,
    "sesiones:cerrar": ORDEN,
    "sesiones:cerrar_las_demas": ORDEN,
    "sesiones:reponer": "a form about one person, behind the password",
    "usersessions_list": "leads on to one's sessions",
    "suplencias_de_todos:terminar": ORDEN,
    "preferencias:restaurar": ORDEN,
    "vistas:subir": ORDEN,
    "vistas:borrar": ORDEN,
    "deshacer": ORDEN,
    "borradores:guardar": ORDEN,
    "borradores:descartar": ORDEN,
    "claves:revocar": ORDEN,
    "api_guia": "describes the operations, however much they have to show",
    "api_openapi": "likewise",
    "ajustes:regla_frase": ORDEN,
    "ajustes:regla_restaurar": ORDEN,
    "ajustes:interno_restaurar": ORDEN,
    "ajustes:persona_invitar": ORDEN,
    "ajustes:persona_reactivar": ORDEN,
    "ajustes:persona_cerrar": ORDEN,
    "ajustes:suprimir_comentario": "a form about one text",
    "ajustes:suprimir_entrada": "likewise",
    "ajustes:respuesta_quitar": ORDEN,
    "ajustes:area_quitar": ORDEN,
    "ajustes:cargo_quitar": ORDEN,
    "motor:reintentar": ORDEN,
    "motor:reintentar_todos": ORDEN,
    "notificaciones:leer_todas": ORDEN,
    "notificaciones:leer": ORDEN,
    "comentarios:retirar": ORDEN,
    "comentarios:seguir": ORDEN,
    "comentarios:dejar": ORDEN,
}
# Forms of one verb of a case: what they list is on the page of the case, or in its other forms.
DE_UN_VERBO = ("paso", "adjuntar", "decidir")
# What is done to what the public sees.
DE_LO_PUBLICO = {"compromisos:archivos_publicos"}
# Forms of what is not under way yet.
DE_UN_BORRADOR = {"metas:editar", "metas:indicador", "metas:nueva_intermedia", "intermedias:editar"}
# Of the administration what lists or shows rows of ours; the rest is the framework's.
# What the API shows is counted in tests/webui/api/test_consultas.py.
DEL_MARCO = ("account_", "mfa_", "admin:", "api:")
ADMINISTRADA = re.compile(
    "admin:(core|plazos|metas|solicitudes|notifiers)_([a-z]+)_(changelist|change)$"
)
VISTA = "compromisos:lista"
AJUSTES: dict[str, Any] = {
    "regla": ReglaAlerta,
    "interno": PlazoInterno,
    "respuesta": PlantillaRespuesta,
    "tipo": TipoSolicitud,
    "dia": DiaNoHabil,
    "area": Area,
    "cargo": Cargo,
}
RUTINA = "tasks.deadlines.barrer"
PREGUNTA = {
    "buscar": {"q": "muelle"},
    "sugerir": {"q": "muelle"},
    "notificaciones:lista": {"ver": "todas"},
    "vistas:nueva": {"lista": VISTA, "consulta": "q=muelle"},
    "ajustes:feriados": {"anio": "2030"},
}


@dataclass(frozen=True)
class Ciudad:
    """One case file of each process that grows, and whoever may see and do everything."""

    todo: Usuario
    casos: dict[str, Caso]
    borradores: dict[str, Caso]
    cruces: dict[str, Any]

    def tanda(self) -> Tanda:
        """A step that half of all compromisos took, and that was refused to the others."""
        codigos = list(Compromiso.objects.order_by("pk").values_list("codigo", flat=True)[:MUCHAS])
        medio = len(codigos) // 2
        return Tanda.objects.create(
            usuario=self.todo,
            clase="compromiso",
            verbo="reiterar",
            hechos=codigos[:medio],
            negados=[[codigo, "No."] for codigo in codigos[medio:]],
        )

    def crecer(self, veces: int, filas: int) -> None:
        """`veces` as many case files; those of `casos` with `filas` rows of all they may have."""
        multiply(veces)
        _alargar_catalogos(self.todo, self.cruces, filas)
        for caso in (*self.casos.values(), *self.borradores.values()):
            _alargar(caso, self.todo, filas)
        for una in (self.casos["metas"], self.borradores["metas"]):
            _alargar_meta(una, filas)
        _alargar_pieza(self.casos["piezas"], filas)
        _alargar_lecturas(self.casos["compromisos"], self.todo, filas)
        Seguidor.objects.bulk_create(
            [
                Seguidor(expediente=uno, usuario=self.todo, visto=1)
                for uno in Expediente.objects.all()
            ],
            ignore_conflicts=True,
        )
        _alargar_traslados(self.todo, filas)


@pytest.fixture
def ciudad(db: None) -> Ciudad:
    """The people of the cast, and one who has every role and is everything to every case file."""
    todo = Usuario.objects.create_user("todo@alborada.test", nombre="Todo Todos")
    todo.groups.set(Group.objects.filter(name__in=ROLES))
    cruces: dict[str, Any] = {
        "actores": Actor.objects.create(nombre="Junta del muelle", tipo="institucion"),
        "temas": Tema.objects.create(nombre="Muelles"),
        "lugares": Lugar.objects.create(nombre="El Muelle"),
    }
    an_account("twitter")
    gobierno = _un_gobierno(cruces)
    casos = _un_caso_de_cada(gobierno, todo, cruces)
    borrador = gobierno.hasta(metas.BORRADOR)
    ciudad = Ciudad(todo, casos, {"metas": borrador, "intermedias": borrador.vivas()[0]}, cruces)
    for caso in Expediente.objects.all():
        for papel in {papel for papel, _quien in caso.papeles}:
            Participacion.objects.get_or_create(expediente=caso, usuario=todo, papel=papel)
        caso.actores.add(cruces["actores"])
        caso.temas.add(cruces["temas"])
        caso.lugares.add(cruces["lugares"])
    # What waits for approval waits for who did not write it.
    paula = Usuario.objects.get(email="paula@alborada.test")
    Redaccion(paula, gobierno.titular, todo).hasta(comunicacion.EN_REVISION)
    beat.seed()
    return ciudad


def test_ninguna_pagina_pregunta_mas_porque_haya_mas(
    ciudad: Ciudad, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A sheet is read in batches, so that it takes no more memory for more rows: here in one.
    monkeypatch.setattr(exportar, "LOTE", 10_000)
    ciudad.crecer(POCAS, POCAS)
    con_pocas = dict(_cuestan(ciudad))
    ciudad.crecer(MUCHAS // POCAS, MUCHAS)
    con_muchas = dict(_cuestan(ciudad))
    assert {
        pagina: (con_pocas[pagina], veces)
        for pagina, veces in con_muchas.items()
        if veces > con_pocas[pagina]
    } == {}


def test_lo_que_no_muestra_filas_existe() -> None:
    assert {route.name for route in _nuestras()} >= SIN_FILAS.keys()


def _cuestan(ciudad: Ciudad) -> Iterator[tuple[str, int]]:
    """Every page that shows rows, and how many queries it takes; each of them must open."""
    dentro, fuera = Client(), Client()
    dentro.force_login(ciudad.todo)
    de_uno = {"ajustes:supresiones": {"codigo": ciudad.casos["compromisos"].codigo}}
    preguntas = {**PREGUNTA, **de_uno}
    for route in _nuestras():
        if route.name in SIN_FILAS or route.name.split(":")[-1] in DE_UN_VERBO:
            continue
        client = fuera if route.name.startswith("portal:") else dentro
        url = reverse(route.name, settings.API_URLCONF, kwargs=_ejemplo(route, ciudad))
        yield route.name, cuantas(_lectura(client, url, preguntas.get(route.name, {})))
    for nombre, url in _administradas():
        yield nombre, cuantas(_lectura(dentro, url, {}))


def _lectura(client: Client, url: str, pregunta: dict[str, str]) -> Callable[[], None]:
    def leer() -> None:
        response = client.get(url, pregunta)
        assert response.status_code == 200, f"{url}: {response.status_code}"

    return leer


def _nuestras() -> list[Route]:
    """Every page that is not the framework's."""
    return [
        route
        for pattern, route in ROUTES
        if not route.name.startswith(DEL_MARCO)
        and not route.name.endswith("?")
        and not isinstance(pattern.pattern, RegexPattern)
    ]


def _ejemplo(route: Route, ciudad: Ciudad) -> dict[str, object]:
    """What the address of a page of one thing needs, for the thing that grows."""
    espacio = "portal" if route.name in DE_LO_PUBLICO else route.name.split(":")[0]
    casos = ciudad.borradores if route.name in DE_UN_BORRADOR else ciudad.casos
    ejemplos: dict[str, Callable[[], object]] = {
        "codigo": lambda: casos.get(espacio, ciudad.casos["compromisos"]).codigo,
        "pk": lambda: _una(espacio, ciudad).pk,
        "token": lambda: getattr(ciudad.casos["piezas"], "token", ""),
        "canal": lambda: "facebook",
        "nombre": lambda: RUTINA,
        "clase": lambda: "compromiso.vence",
        "proceso": lambda: "compromiso",
        "informe": lambda: "compromisos",
        "persona": lambda: ciudad.todo.pk,
    }
    return {
        nombre: _ajuste(nombre).pk if nombre in AJUSTES else ejemplos[nombre]()
        for nombre in route.kwargs
        if nombre != "parte"
    }


def _ajuste(clave: str) -> Any:
    """The setting that has a long history."""
    return AJUSTES[clave]._default_manager.order_by("pk")[0]


def _una(espacio: str, ciudad: Ciudad) -> Any:
    """The row that an address with a number speaks of."""
    if espacio == "comentarios":
        return Comentario.objects.filter(expediente=ciudad.casos["compromisos"].pk)[0]
    if espacio in ("suplencias", "suplencias_de_todos"):
        return Suplencia.objects.filter(titular=ciudad.todo).latest("hasta")
    if espacio == "tandas":
        return ciudad.tanda()
    if espacio == "vistas":
        return _vista(ciudad.todo)
    if espacio in ("descargas", "importar"):
        modelo = Exportacion if espacio == "descargas" else Importacion
        return modelo._default_manager.filter(usuario=ciudad.todo).latest("pk")
    return ciudad.cruces.get(espacio) or _cuenta()


def _vista(todo: Usuario) -> VistaGuardada:
    vistas = VistaGuardada.objects.filter(usuario=todo)
    return vistas.create(usuario=todo, lista=VISTA, nombre=f"Vista {len(vistas)}", consulta="q=a")


def _administradas() -> Iterator[tuple[str, str]]:
    """The lists of the administration, and one row of each: name and address."""
    for _pattern, route in ROUTES:
        found = ADMINISTRADA.match(route.name)
        if found is None:
            continue
        app, modelo, pagina = found.groups()
        uno = apps.get_model(app, modelo)._default_manager.order_by("-pk").first()
        if pagina == "changelist":
            yield route.name, reverse(route.name, settings.API_URLCONF)
        elif uno:
            yield route.name, reverse(route.name, settings.API_URLCONF, args=[uno.pk])


def _cuenta() -> Cuenta:
    return Cuenta.objects.exclude(canal="web").order_by("pk")[0]


def _un_gobierno(cruces: dict[str, Any]) -> Gobierno:
    return Gobierno(
        titular=person("tomas"),
        institucional=person("carmen"),
        gerente=person("gabriel"),
        responsable=person("luis"),
        tema=cruces["temas"],
        lugar=cruces["lugares"],
    )


def _un_caso_de_cada(gobierno: Gobierno, todo: Usuario, cruces: dict[str, Any]) -> dict[str, Caso]:
    """Made through the actions by the people who make them."""
    rosa, redaccion = person("rosa"), Redaccion(person("paula"), person("bruno"), gobierno.titular)
    tipo = TipoSolicitud.objects.filter(activo=True).order_by("pk")[0]
    meta = gobierno.hasta(metas.EN_EJECUCION, publica=True, nivel_reserva=0, titulo="Muelles")
    Redaccion(redaccion.autora, gobierno.titular, todo).crear()
    return {
        "solicitudes": solicitudes.registrar(
            actor=rosa, tipo=tipo, titulo="Un muelle", solicitante=cruces["actores"]
        ),
        "compromisos": un_compromiso(
            rosa, gobierno.responsable, cruces["actores"], titulo="El muelle"
        ),
        # What the public sees: the other one is reserved from some time on.
        "portal": un_compromiso(
            rosa, gobierno.responsable, cruces["actores"], publico=True, nivel_reserva=0
        ),
        "metas": meta,
        "intermedias": meta.vivas()[0],
        "piezas": redaccion.hasta(comunicacion.APROBADA),
    }


def _faltan(todas: Any, filas: int) -> range:
    """Numbers of the rows that are missing."""
    return range(todas.count(), filas)


def _alargar(caso: Caso, todo: Usuario, filas: int) -> None:
    """Entries, links, files, notices and deadlines of one case file."""
    entradas = Historial.objects.bulk_create(
        Historial(expediente_id=caso.pk, usuario=todo, verbo="editar")
        for _n in _faltan(caso.historial, filas)
    )
    HistorialTexto.objects.bulk_create(
        HistorialTexto(entrada=entrada, texto="Por el muelle.") for entrada in entradas
    )
    otros = Expediente.objects.filter(clase="compromiso").exclude(pk=caso.pk).order_by("-pk")
    Vinculo.objects.bulk_create(
        (Vinculo(de_id=caso.pk, a_id=otro.pk, clase="relacion") for otro in otros[:filas]),
        ignore_conflicts=True,
    )
    Adjunto.objects.bulk_create(
        Adjunto(
            expediente_id=caso.pk,
            nombre=f"acta-{n}.pdf",
            archivo=f"acta-{n}.pdf",
            tipo="application/pdf",
            tamano=100,
            sha256="0" * 64,
            subido_por=todo,
            publico=True,
        )
        for n in _faltan(caso.adjuntos, filas)
    )
    _alargar_avisos(caso, todo, filas)
    _alargar_conversacion(caso, todo, filas)


def _alargar_conversacion(caso: Caso, todo: Usuario, filas: int) -> None:
    """Comments, each with a text that names somebody; and followers."""
    nuevos = Comentario.objects.bulk_create(
        Comentario(expediente_id=caso.pk, autor=todo) for _n in _faltan(caso.comentarios, filas)
    )
    ComentarioTexto.objects.bulk_create(
        ComentarioTexto(comentario=uno, texto=f"@{todo.nombre} mire.") for uno in nuevos
    )
    Mencion.objects.bulk_create(Mencion(comentario=uno, usuario=todo) for uno in nuevos)
    Seguidor.objects.bulk_create(
        [
            Seguidor(expediente_id=caso.pk, usuario=una, visto=1)
            for una in Usuario.objects.order_by("pk")[:filas]
        ],
        ignore_conflicts=True,
    )


def _alargar_accesos(todo: Usuario, filas: int) -> None:
    """Where somebody is in, and what happened to the account."""
    HistorialAcceso.objects.bulk_create(
        HistorialAcceso(usuario=todo, hecho="repuesto", por=todo)
        for _n in _faltan(todo.accesos, filas)
    )
    for n in _faltan(UserSession.objects.filter(user=todo), filas):
        sesion = SessionStore()
        sesion[HASH_SESSION_KEY] = todo.get_session_auth_hash()
        sesion.save()
        UserSession.objects.create(
            user=todo, session_key=sesion.session_key, ip="10.0.0.1", user_agent=f"Firefox/{n}"
        )


def _alargar_lecturas(caso: Caso, todo: Usuario, filas: int) -> None:
    """Who read one case file, which is reserved from now on."""
    Expediente.objects.filter(pk=caso.pk).update(nivel_reserva=3)
    LecturaReservada.objects.bulk_create(
        LecturaReservada(
            expediente_id=caso.pk,
            lector=todo,
            por=todo,
            modo="pagina",
            dia=date(2026, 1, 1) + timedelta(days=n),
        )
        for n in _faltan(caso.lecturas, filas)
    )


def _alargar_avisos(caso: Caso, todo: Usuario, filas: int) -> None:
    ahora = clock.now()
    Notificacion.objects.bulk_create(
        Notificacion(clase="T04", clave=f"larga:{caso.pk}:{n}", expediente_id=caso.pk, usuario=todo)
        for n in _faltan(Notificacion.objects.filter(expediente=caso.pk), filas)
    )
    Plazo.objects.bulk_create(
        Plazo(
            expediente_id=caso.pk,
            clase=f"otro.{n}",
            inicio=ahora,
            vence_en=ahora + timedelta(days=n),
            original_en=ahora,
            alertado_hasta=ahora,
        )
        for n in _faltan(caso.plazos, filas)
    )


def _alargar_meta(meta: Any, filas: int) -> None:
    """Its metas intermedias, which the copies lend it, and its reports."""
    prestadas = MetaIntermedia.objects.exclude(meta=meta).order_by("pk")
    cuantas_mas = len(_faltan(meta.intermedias, filas))
    prestadas.filter(pk__in=list(prestadas.values_list("pk", flat=True)[:cuantas_mas])).update(
        meta=meta
    )
    ReporteMeta.objects.bulk_create(
        ReporteMeta(
            meta=meta,
            ciclo=date(2026, 1, 1) + timedelta(days=n),
            autor=meta.gerente,
            sin_cambios=True,
        )
        for n in _faltan(meta.reportes, filas)
    )
    Meta.objects.filter(pk=meta.pk).update(actualizada_en=clock.now())


def _alargar_pieza(pieza: Any, filas: int) -> None:
    """More versions on their channels, with their attempts."""
    una = Publicacion.objects.filter(expediente=pieza.pk).exclude(canal="web")[0]
    Publicacion.objects.bulk_create(
        Publicacion(
            expediente_id=pieza.pk,
            cuenta_id=una.cuenta_id,
            canal=una.canal,
            huella=f"{n:064}",
            post=una.post,
            estado=Publicacion.Estado.FALLIDA,
        )
        for n in _faltan(Publicacion.objects.filter(expediente=pieza.pk), filas)
    )
    Intento.objects.bulk_create(
        Intento(publicacion=una, resultado="temporal") for _n in _faltan(una.bitacora, filas)
    )


def _alargar_traslados(todo: Usuario, filas: int) -> None:
    """More that was asked for as a sheet or brought as one; the last with its bad rows."""
    campos: dict[str, Any] = {"usuario": todo, "cosa": "temas", "caduca_en": clock.now()}
    Exportacion.objects.bulk_create(
        Exportacion(nombre=f"t{n}", **campos)
        for n in _faltan(Exportacion.objects.filter(usuario=todo), filas)
    )
    Importacion.objects.bulk_create(
        Importacion(nombre=f"t{n}", **campos)
        for n in _faltan(Importacion.objects.filter(usuario=todo), filas)
    )
    ultima = Importacion.objects.filter(usuario=todo).latest("pk")
    Importacion.objects.filter(pk=ultima.pk).update(
        estado="ensayada", malas=filas, cabeceras=[f"c{n}" for n in range(filas)]
    )
    Reparo.objects.filter(importacion__usuario=todo).delete()
    Reparo.objects.bulk_create(
        Reparo(importacion=ultima, fila=n, texto="Mal") for n in range(filas)
    )


def _alargar_catalogos(todo: Usuario, cruces: dict[str, Any], filas: int) -> None:
    """More people, places, themes, actores and days off; the one of each that grows holds them."""
    dentro_de: list[tuple[Any, str, str]] = [
        (Actor, "actores", "organizacion"),
        (Tema, "temas", "superior"),
        (Lugar, "lugares", "superior"),
    ]
    for modelo, cruce, dentro in dentro_de:
        modelo._default_manager.bulk_create(
            modelo(nombre=f"Muelle {n}", **{dentro: cruces[cruce]})
            for n in _faltan(modelo._default_manager, filas)
        )
    alcaldia, _hecha = Area.objects.get_or_create(nombre="Alcaldía")
    Area.objects.bulk_create(
        Area(nombre=f"Área {n}", superior=alcaldia, jefe=todo) for n in _faltan(Area.objects, filas)
    )
    Cargo.objects.bulk_create(Cargo(nombre=f"Cargo {n}") for n in _faltan(Cargo.objects, filas))
    tipo = TipoSolicitud.objects.order_by("pk")[0]
    PlantillaRespuesta.objects.bulk_create(
        PlantillaRespuesta(tipo=tipo, nombre=f"Respuesta {n}", texto="Gracias.")
        for n in _faltan(tipo.respuestas, filas)
    )
    TipoSolicitud.objects.bulk_create(
        TipoSolicitud(codigo=f"tipo-{n}", nombre=f"Tipo {n}")
        for n in _faltan(TipoSolicitud.objects, filas)
    )
    nuevas = Usuario.objects.bulk_create(
        Usuario(email=f"p{n}@alborada.test", nombre=f"Persona {n}", area=alcaldia)
        for n in _faltan(Usuario.objects, filas)
    )
    funcionarios = Group.objects.get(name="funcionario")
    Usuario.groups.through.objects.bulk_create(
        Usuario.groups.through(usuario=una, group=funcionarios) for una in nuevas
    )
    ultima = Suplencia.objects.aggregate(ultima=Max("hasta"))["ultima"] or clock.today()
    Suplencia.objects.bulk_create(
        Suplencia(titular=todo, suplente=una, desde=dia, hasta=dia)
        for n, una in enumerate(nuevas, 1)
        for dia in [ultima + timedelta(days=n)]
    )
    _alargar_accesos(todo, filas)
    HistorialSuplencia.objects.bulk_create(
        HistorialSuplencia(
            titular=todo, suplente=una, desde=ultima, hasta=ultima, verbo="nombrar", usuario=todo
        )
        for una in nuevas
    )
    Clave.objects.bulk_create(
        Clave(
            usuario=todo,
            nombre=f"Clave {n}",
            huella=f"{n:064}",
            lee=[],
            escribe=[],
            vence_el=ultima,
        )
        for n in _faltan(Clave.objects, filas)
    )
    Vuelta.objects.bulk_create(
        Vuelta(rutina=RUTINA, error="OSError") for _n in _faltan(Vuelta.objects, filas)
    )
    Entrega.objects.filter(estado=Entrega.Estado.PENDIENTE).update(estado=Entrega.Estado.FALLIDA)
    DiaNoHabil.objects.bulk_create(
        DiaNoHabil(fecha=date(2030, 1, 1) + timedelta(days=n), motivo="Fiesta", ambito="municipio")
        for n in _faltan(DiaNoHabil.objects, filas)
    )
    for uno in (*(_ajuste(clave) for clave in AJUSTES), todo, HorarioOficina.objects.all()[0]):
        suyos = ajustes.historia(uno)
        HistorialAjuste.objects.bulk_create(
            HistorialAjuste(
                clase=uno._meta.label_lower,
                objeto=uno.pk,
                nombre="Muelle",
                usuario=nuevas[0] if nuevas else todo,
                verbo="editar",
                cambios={"nombre": ["Muelle", "El muelle"]},
            )
            for _n in _faltan(suyos, filas)
        )
