"""A solicitud: registered, analysed, decided, done by somebody, answered; and asked for again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Max, Q
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from core import clock
from core.models import Actor, Area, Caso, Usuario
from tests.builders import ACTA
from tests.maquinas.perfil import sin_andar, vivir
from tests.maquinas.vida import Datos, Paso, Vida, de
from tests.momentos import MIERCOLES
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import actions, states
from workflows.solicitudes.models import Solicitud, TipoSolicitud

VIDAS = 12
RECIBE = de("jefe_agenda", "asistente")
JEFE = de("jefe_agenda")
# Where the type says so the jefe decides, too (`veta`).
DECIDE = de("titular", "jefe_agenda")
ENLACE = "https://alborada.test/foto"
ANTES_DE_DECIDIR = ("solicitud.legal", "solicitud.meta", "solicitud.traslado")


class VidaDeUnaSolicitud(Vida):
    MODELO = Solicitud
    CLAVE = "solicitud_id"
    COMIENZO = MIERCOLES
    FLECHAS = {
        ("analizar", "registrada"): ("en_analisis", RECIBE),
        ("elevar", "en_analisis"): ("en_decision", JEFE),
        ("aceptar", "en_analisis"): ("aceptada", DECIDE),
        ("aceptar", "en_decision"): ("aceptada", DECIDE),
        ("rechazar", "en_decision"): ("rechazada", DECIDE),
        ("derivar", "en_analisis"): ("derivada", JEFE),
        ("derivar", "en_decision"): ("derivada", JEFE),
        ("anotar_respuesta", "derivada"): ("derivada", JEFE),
        ("devolver_derivada", "derivada"): ("en_analisis", JEFE | de("unidad")),
        ("encargar", "aceptada"): ("aceptada", JEFE),
        ("atender", "aceptada"): ("atendida", JEFE | de("sistema")),
        ("cerrar", "atendida"): ("cerrada", JEFE),
        ("cerrar", "rechazada"): ("cerrada", JEFE),
        ("cerrar", "derivada"): ("cerrada", JEFE),
        ("reabrir", "cerrada"): ("en_analisis", JEFE | de("contraparte")),
        ("editar", "registrada"): ("registrada", RECIBE),
        ("editar", "en_analisis"): ("en_analisis", RECIBE),
        **{
            ("adjuntar", estado): (estado, RECIBE | de("responsable")) for estado in states.ABIERTOS
        },
    }
    # Until it is answered both clocks of the answer run; `relojes` leaves out a term no law sets,
    # and that of whoever has it once there is an answer.
    RELOJES = {
        "registrada": de(*ANTES_DE_DECIDIR, "solicitud.analisis"),
        "en_analisis": de(*ANTES_DE_DECIDIR),
        "en_decision": de(*ANTES_DE_DECIDIR, "solicitud.decision"),
        "aceptada": de("solicitud.legal", "solicitud.meta"),
        "rechazada": de("solicitud.legal", "solicitud.meta"),
        "derivada": de("solicitud.legal", "solicitud.meta", "solicitud.derivada"),
        "atendida": de("solicitud.legal", "solicitud.meta"),
        "cerrada": de(),
    }
    PASOS = {
        "analizar": Paso(
            actions.analizar, lambda vida, _caso: {"responsable": vida.alguien("luis", "marta")}
        ),
        "elevar": Paso(
            actions.elevar,
            lambda _vida, _caso: {
                "recomendacion": "Son 40 familias.",
                "sugerencia": "atender",
                "prioridad": 3,
                "fecha_sugerida": clock.today() + timedelta(days=9),
            },
            lambda _vida, _caso: {
                "recomendacion": "Son 40 familias.",
                "sugerencia": "atender",
                "prioridad": 3,
                "fecha_sugerida": clock.today() - timedelta(days=1),
            },
        ),
        "aceptar": Paso(actions.aceptar),
        "rechazar": Paso(
            actions.rechazar,
            lambda _vida, _caso: {"motivo_codigo": "recursos", "motivo": "No alcanza."},
            lambda _vida, _caso: {"motivo_codigo": "porque sí", "motivo": "No alcanza."},
        ),
        "derivar": Paso(
            actions.derivar,
            lambda vida, caso: vida.traslado(caso),
            lambda vida, caso: {**vida.traslado(caso), "carta": " "},
        ),
        "anotar_respuesta": Paso(
            actions.anotar_respuesta,
            lambda _vida, _caso: {"respuesta": "Va en marzo."},
            lambda _vida, _caso: {"respuesta": ""},
        ),
        "devolver_derivada": Paso(
            actions.devolver_derivada,
            lambda _vida, _caso: {"motivo": "No nos toca."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "encargar": Paso(
            actions.encargar,
            lambda vida, _caso: {
                "responsable": vida.alguien("luis", "marta", "ines"),
                "monitor": vida.alguien("elena", "carmen", "rosa"),
                "fecha": clock.today() + timedelta(days=5),
            },
            lambda vida, _caso: {
                "responsable": vida.alguien("luis", "marta", "ines"),
                "fecha": clock.today() - timedelta(days=1),
            },
        ),
        "atender": Paso(
            actions.atender,
            lambda _vida, _caso: {"nota": "Se instaló."},
            lambda _vida, _caso: {"nota": " "},
        ),
        "cerrar": Paso(
            actions.cerrar,
            lambda _vida, caso: {
                "respuesta": "El agua llegó.",
                "sin_contacto": not caso.solicitante.email,
                "con_pendientes": True,
            },
            lambda _vida, caso: {
                "respuesta": "El agua llegó.",
                "sin_contacto": bool(caso.solicitante.email),
                "con_pendientes": True,
            },
        ),
        "reabrir": Paso(
            actions.reabrir,
            lambda _vida, _caso: {"motivo": "Volvió a fallar."},
            lambda _vida, _caso: {"motivo": ""},
        ),
        "editar": Paso(
            actions.editar,
            lambda vida, caso: {"cambios": vida.correccion(caso)},
            lambda _vida, _caso: {
                "cambios": {"fecha_recepcion": clock.today() + timedelta(days=1)}
            },
        ),
        "adjuntar": Paso(actions.adjuntar, lambda _vida, _caso: {"archivos": [ACTA]}),
    }
    SUCESOS = (*Vida.SUCESOS, *("avanzar_un_encargo",) * 5, *("seguir",) * 3)

    @initialize(datos=st.data())
    def registrar(self, datos: st.DataObject) -> None:
        """Somebody asks, at the counter or by mail, with an address or without."""
        codigo = datos.draw(st.sampled_from(["peticion", "invitacion"]), label="tipo")
        traslado = datos.draw(st.sampled_from([None, 5]), label="días para trasladarla")
        TipoSolicitud.objects.update(dias_traslado=traslado)
        quien = datos.draw(st.sampled_from(["ines", "rosa"]), label="quien")
        correo = datos.draw(st.sampled_from(["junta@elroble.test", ""]), label="correo")
        hace = datos.draw(st.integers(0, 9), label="recibida hace")
        for nombre, jefe in (("Obras", "luis"), ("Social", "marta")):
            quien_dirige = {"jefe": self.gente.persona(jefe)}
            Area.objects.update_or_create(nombre=nombre, defaults=quien_dirige)
        self.caso_id = actions.registrar(
            actor=self.gente.persona(quien),
            tipo=TipoSolicitud.objects.get(codigo=codigo),
            titulo="Agua para El Roble",
            solicitante=Actor.objects.create(nombre="Junta", email=correo),
            fecha_recepcion=clock.today() - timedelta(days=hace),
            nivel_reserva=datos.draw(st.integers(0, 4), label="reserva"),
        ).pk

    def avanzar_un_encargo(self, datos: st.DataObject) -> None:
        """What answers it is accepted, reported, verified, cancelled or opened again."""
        encargos = list(self.caso.encargos().order_by("pk"))
        if not encargos:
            return
        encargo = datos.draw(st.sampled_from(encargos), label="encargo")
        pasos = self.pasos_del_encargo(encargo)
        if pasos:
            verbo, quien, escrito = datos.draw(st.sampled_from(pasos), label="paso")
            try:
                accion = getattr(compromisos, verbo)
                accion(compromiso_id=encargo.pk, actor=quien, **escrito)
            except ObjectDoesNotExist:  # who left sees nothing
                assert not quien.is_active

    def seguir(self, _datos: st.DataObject) -> None:
        """What was done below is known above, once; then there is nothing left to follow up."""
        antes = self.caso
        hechos = self.se_cumplio(antes)
        debe = antes.estado == "aceptada" and hechos and not antes.encargos_abiertos().exists()
        assert actions.seguir() == bool(debe)
        despues = self.caso
        assert despues.estado == ("atendida" if debe else antes.estado)
        if self.contesto_la_unidad(antes):
            assert despues.respuesta_derivada == "Se revisó."
        version = despues.version
        assert actions.seguir() == 0
        assert self.caso.version == version

    def papeles(self, caso: Solicitud) -> Mapping[str, Iterable[int | None]]:
        area = caso.area_derivada
        return {"responsable": [caso.responsable_id], "unidad": [area.jefe_id] if area else []}

    def condicion(self, verbo: str, caso: Solicitud) -> bool:
        return {
            "atender": not caso.encargos_abiertos().exists(),
            "anotar_respuesta": caso.institucion is not None,
            "cerrar": caso.estado != "derivada" or caso.respuesta_derivada != "",
        }.get(verbo, True)

    def veta(self, verbo: str, caso: Solicitud, como: str, quien: str) -> bool:
        """The jefe decides the types that say so, and no other."""
        decide = verbo in ("aceptar", "rechazar")
        return decide and como == "rosa" and not caso.tipo.decide_jefe

    def relojes(self, caso: Solicitud) -> Iterable[str]:
        sin_ley = set() if caso.tipo.dias_legales else {"solicitud.legal"}
        contestada = {"solicitud.derivada"} if caso.respuesta_derivada else set()
        quietos = {"solicitud.legal", "solicitud.meta"} if self.en_otras_manos(caso) else set()
        sin_traslado = set() if caso.tipo.dias_traslado else {"solicitud.traslado"}
        return self.RELOJES[caso.estado] - sin_ley - sin_traslado - contestada - quietos

    def en_otras_manos(self, caso: Solicitud) -> bool:
        """The law counts the days of the institution that has it, and not ours."""
        la_tiene = caso.institucion_id is not None and not caso.respuesta_derivada
        return la_tiene and caso.estado == "derivada" and caso.tipo.dias_traslado is not None

    def peso(self, verbo: str, estado: str) -> int:
        """What an institution answered leads on, though its state stays."""
        primera = verbo == "anotar_respuesta" and not self.andado[verbo]
        return 20 if primera else super().peso(verbo, estado)

    def casos(self) -> list[Caso]:
        return [self.caso, *self.caso.encargos()]

    def alguien(self, *nombres: str) -> Usuario:
        """The first of these who is still there."""
        return self.gente.persona(next(uno for uno in nombres if uno not in self.gente.idos))

    def correccion(self, caso: Solicitud) -> Datos:
        """Another title, degree, type and date: its clocks and its jefes follow."""
        otro = TipoSolicitud.objects.filter(codigo__in=["peticion", "invitacion"])
        return {
            "titulo": f"Agua para El Roble, {caso.version}",
            "nivel_reserva": (caso.nivel_reserva + 1) % 5,
            "tipo": otro.exclude(pk=caso.tipo_id).get(),
            "fecha_recepcion": clock.today() - timedelta(days=caso.version % 4),
        }

    def traslado(self, caso: Solicitud) -> Datos:
        """To a unit whose head is still there, or to an institution."""
        area = Area.objects.filter(jefe__is_active=True).order_by("nombre").first()
        if area and caso.version % 2:
            return {"area": area, "carta": "Les toca."}
        fuera = Actor.objects.get_or_create(nombre="Acueductos", tipo="institucion")[0]
        return {"institucion": fuera, "carta": "Les toca.", "en_mano": True}

    def contesto_la_unidad(self, caso: Solicitud) -> bool:
        """The tarea it was given is done."""
        hecha = {"estado__in": ("cumplida", "cumplida_parcial"), "creado_en__gte": caso.decidida_en}
        derivada = caso.estado == "derivada" and caso.area_derivada is not None
        return derivada and caso.encargos().filter(**hecha).exists()

    def se_cumplio(self, caso: Solicitud) -> bool:
        """Something that answers it was done since it was last decided, and all of it.

        What was left undone is done by what was commissioned once that was known.
        """
        desde = Q(cerrado_en__gte=caso.decidida_en or clock.now())
        en_parte = caso.encargos().filter(desde, estado="cumplida_parcial")
        ultima = en_parte.aggregate(ultima=Max("cerrado_en"))["ultima"]
        despues = Q(creado_en__gte=ultima) if ultima else Q()
        return caso.encargos().filter(desde, despues, estado="cumplida").exists()

    def pasos_del_encargo(self, encargo: Compromiso) -> list[tuple[str, Usuario, Datos]]:
        fecha = clock.today() + timedelta(days=4)
        responsable, jefe = encargo.responsable, encargo.programador
        cancelar: tuple[str, Usuario, Datos] = ("cancelar", jefe, {"motivo": "No hay tubería."})
        informe: Any = {"informe": "Instalada.", "enlace": ENLACE}
        otro = next((uno for uno in encargo.verificadores().values() if uno.is_active), jefe)
        reportar: tuple[str, Usuario, Datos] = ("reportar_cumplida", responsable, informe)
        if not encargo.requiere_verificacion:
            reportar = ("cumplir", responsable, {"informe": "Se revisó."})
        return {
            "asignada": [("aceptar", responsable, {}), cancelar],
            "en_gestion": [reportar, cancelar],
            "por_verificar": [
                ("aprobar", otro, {}),
                ("aprobar_parcial", otro, {"faltante": "Media calle."}),
            ],
            "cumplida": [("reabrir", jefe, {"fecha": fecha, "motivo": "Gotea."})],
            "cumplida_parcial": [("reabrir", jefe, {"fecha": fecha, "motivo": "Falta."})],
        }.get(encargo.estado, [])


def test_no_history_leads_a_solicitud_astray(ids: dict[str, int]) -> None:
    vida = type("Esta", (VidaDeUnaSolicitud,), {"ids": ids, "dados": Counter()})
    vivir(vida, vidas=VIDAS)
    assert sin_andar(vida) == []
