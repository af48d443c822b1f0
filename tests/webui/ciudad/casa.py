"""More of the house: people and what is theirs, catalogues, settings, sheets."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import Max

from core import ajustes, clock
from core.models import (
    Actor,
    Area,
    Cargo,
    Clave,
    DiaNoHabil,
    HistorialAcceso,
    HistorialAjuste,
    HistorialSuplencia,
    HorarioOficina,
    Lugar,
    Suplencia,
    Tema,
    Usuario,
    Vuelta,
)
from notifiers.models import Entrega
from tests.webui.ciudad.faltan import faltan
from workflows.plazos.models import PlazoInterno, ReglaAlerta
from workflows.solicitudes.models import PlantillaRespuesta, TipoSolicitud
from workflows.traslados.models import Exportacion, Importacion, Reparo

# The settings that have a long history, by the word of their address.
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


def ajuste(clave: str) -> Any:
    """The one whose history grows."""
    return AJUSTES[clave]._default_manager.order_by("pk")[0]


def alargar_catalogos(todo: Usuario, cruces: dict[str, Any], filas: int) -> None:
    """More people, places, themes, actores and days off; the one of each that grows holds them."""
    dentro_de: list[tuple[Any, str, str]] = [
        (Actor, "actores", "organizacion"),
        (Tema, "temas", "superior"),
        (Lugar, "lugares", "superior"),
    ]
    for modelo, cruce, dentro in dentro_de:
        modelo._default_manager.bulk_create(
            modelo(nombre=f"Muelle {n}", **{dentro: cruces[cruce]})
            for n in faltan(modelo._default_manager, filas)
        )
    alcaldia, _hecha = Area.objects.get_or_create(nombre="Alcaldía")
    Area.objects.bulk_create(
        Area(nombre=f"Área {n}", superior=alcaldia, jefe=todo) for n in faltan(Area.objects, filas)
    )
    Cargo.objects.bulk_create(Cargo(nombre=f"Cargo {n}") for n in faltan(Cargo.objects, filas))
    tipo = TipoSolicitud.objects.order_by("pk")[0]
    PlantillaRespuesta.objects.bulk_create(
        PlantillaRespuesta(tipo=tipo, nombre=f"Respuesta {n}", texto="Gracias.")
        for n in faltan(tipo.respuestas, filas)
    )
    TipoSolicitud.objects.bulk_create(
        TipoSolicitud(codigo=f"tipo-{n}", nombre=f"Tipo {n}")
        for n in faltan(TipoSolicitud.objects, filas)
    )
    nuevas = Usuario.objects.bulk_create(
        Usuario(email=f"p{n}@alborada.test", nombre=f"Persona {n}", area=alcaldia)
        for n in faltan(Usuario.objects, filas)
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
        for n in faltan(Clave.objects, filas)
    )
    Vuelta.objects.bulk_create(
        Vuelta(rutina=RUTINA, error="OSError") for _n in faltan(Vuelta.objects, filas)
    )
    Entrega.objects.filter(estado=Entrega.Estado.PENDIENTE).update(estado=Entrega.Estado.FALLIDA)
    DiaNoHabil.objects.bulk_create(
        DiaNoHabil(fecha=date(2030, 1, 1) + timedelta(days=n), motivo="Fiesta", ambito="municipio")
        for n in faltan(DiaNoHabil.objects, filas)
    )
    for uno in (*(ajuste(clave) for clave in AJUSTES), todo, HorarioOficina.objects.all()[0]):
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
            for _n in faltan(suyos, filas)
        )


def _alargar_accesos(todo: Usuario, filas: int) -> None:
    """Where somebody is in, and what happened to the account."""
    HistorialAcceso.objects.bulk_create(
        HistorialAcceso(usuario=todo, hecho="repuesto", por=todo)
        for _n in faltan(todo.accesos, filas)
    )
    for n in faltan(UserSession.objects.filter(user=todo), filas):
        sesion = SessionStore()
        sesion[HASH_SESSION_KEY] = todo.get_session_auth_hash()
        sesion.save()
        UserSession.objects.create(
            user=todo, session_key=sesion.session_key, ip="10.0.0.1", user_agent=f"Firefox/{n}"
        )


def alargar_traslados(todo: Usuario, filas: int) -> None:
    """More that was asked for as a sheet or brought as one; the last with its bad rows."""
    campos: dict[str, Any] = {"usuario": todo, "cosa": "temas", "caduca_en": clock.now()}
    Exportacion.objects.bulk_create(
        Exportacion(nombre=f"t{n}", **campos)
        for n in faltan(Exportacion.objects.filter(usuario=todo), filas)
    )
    Importacion.objects.bulk_create(
        Importacion(nombre=f"t{n}", **campos)
        for n in faltan(Importacion.objects.filter(usuario=todo), filas)
    )
    ultima = Importacion.objects.filter(usuario=todo).latest("pk")
    Importacion.objects.filter(pk=ultima.pk).update(
        estado="ensayada", malas=filas, cabeceras=[f"c{n}" for n in range(filas)]
    )
    Reparo.objects.filter(importacion__usuario=todo).delete()
    Reparo.objects.bulk_create(
        Reparo(importacion=ultima, fila=n, texto="Mal") for n in range(filas)
    )
