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
from tests.maquinas.vida import FINALES, Datos, Paso, Vida, de
from tests.momentos import MIERCOLES
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.solicitudes import actions
from workflows.solicitudes.models import Solicitud, TipoSolicitud

VIDAS = 18
RECIBE = de("jefe_agenda", "asistente")
JEFE = de("jefe_agenda")
# Where the type says so the jefe decides, too (`veta`).
DECIDE = de("titular", "jefe_agenda")
RELOJ = de("sistema")
LEJOS = MIERCOLES.date() + timedelta(days=3000)
ENLACE = "https://alborada.test/foto"
RESPUESTA = ("solicitud.legal", "solicitud.meta")
ANTES_DE_DECIDIR = (*RESPUESTA, "solicitud.traslado", "solicitud.evento")
ABIERTOS = (
    "registrada",
    "en_analisis",
    "requiere_informacion",
    "en_decision",
    "aplazada",
    "aceptada",
    "delegada",
    "programada",
    "rechazada",
    "derivada",
    "atendida",
)


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
        ("derivar", "en_analisis"): ("derivada", DECIDE),
        ("derivar", "en_decision"): ("derivada", DECIDE),
        ("anotar_respuesta", "derivada"): ("derivada", JEFE),
        ("devolver_derivada", "derivada"): ("en_analisis", JEFE | de("unidad")),
        ("pedir_informacion", "en_analisis"): ("requiere_informacion", JEFE),
        ("completar", "requiere_informacion"): (
            "en_analisis",
            RECIBE | de("responsable") | RELOJ,
        ),
        ("desistir", "requiere_informacion"): ("desistida", JEFE | RELOJ),
        ("delegar", "en_decision"): ("delegada", DECIDE),
        ("aplazar", "en_decision"): ("aplazada", DECIDE),
        ("retomar", "aplazada"): ("en_decision", DECIDE | RELOJ),
        ("encargar", "aceptada"): ("aceptada", JEFE),
        ("encargar", "delegada"): ("delegada", JEFE),
        ("programar", "aceptada"): ("programada", JEFE),
        ("programar", "delegada"): ("programada", JEFE),
        ("programar", "programada"): ("programada", JEFE),
        ("desprogramar", "programada"): (("aceptada", "delegada"), JEFE),
        ("atender", "aceptada"): ("atendida", JEFE | de("delegado") | RELOJ),
        ("atender", "delegada"): ("atendida", JEFE | de("delegado") | RELOJ),
        ("atender", "programada"): ("atendida", JEFE | de("delegado") | RELOJ),
        ("fusionar", "registrada"): ("duplicada", JEFE),
        ("fusionar", "en_analisis"): ("duplicada", JEFE),
        ("separar", "duplicada"): ("registrada", JEFE | RELOJ),
        **{("retirar", estado): ("desistida", JEFE | RELOJ) for estado in ABIERTOS},
        ("reabrir", "desistida"): ("en_analisis", JEFE | de("contraparte")),
        ("cerrar", "atendida"): ("cerrada", JEFE),
        ("cerrar", "rechazada"): ("cerrada", JEFE),
        ("cerrar", "derivada"): ("cerrada", JEFE),
        ("reabrir", "cerrada"): ("en_analisis", JEFE | de("contraparte")),
        ("editar", "registrada"): ("registrada", RECIBE),
        ("editar", "en_analisis"): ("en_analisis", RECIBE),
        **{
            ("adjuntar", estado): (estado, RECIBE | de("responsable", "delegado"))
            for estado in ABIERTOS
        },
    }
    # Until it is answered both clocks of the answer run; `relojes` leaves out a term no law sets,
    # and that of whoever has it once there is an answer.
    RELOJES = {
        "registrada": de(*ANTES_DE_DECIDIR, "solicitud.analisis"),
        "en_analisis": de(*ANTES_DE_DECIDIR),
        "en_decision": de(*ANTES_DE_DECIDIR, "solicitud.decision"),
        "requiere_informacion": de("solicitud.completar", *ANTES_DE_DECIDIR),
        "aplazada": de(*ANTES_DE_DECIDIR, "solicitud.revision"),
        "aceptada": de(*RESPUESTA, "solicitud.fecha"),
        "delegada": de(*RESPUESTA, "solicitud.fecha"),
        "programada": de(*RESPUESTA, "solicitud.cita"),
        "rechazada": de(*RESPUESTA),
        "derivada": de(*RESPUESTA, "solicitud.derivada"),
        "atendida": de(*RESPUESTA),
        "cerrada": de(),
        "desistida": de(),
        "duplicada": de(),
    }
    PASOS = {
        "analizar": Paso(
            actions.analizar,
            lambda vida, _caso: {"responsable": vida.alguien("luis", "marta", "ines")},
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
        "pedir_informacion": Paso(
            actions.pedir_informacion,
            lambda _vida, _caso: {"pedido": "Falta el plano."},
            lambda _vida, _caso: {"pedido": " "},
        ),
        "completar": Paso(
            actions.completar,
            lambda _vida, _caso: {"texto": "Trajo el plano."},
            lambda _vida, _caso: {"texto": ""},
        ),
        "desistir": Paso(actions.desistir),
        "delegar": Paso(
            actions.delegar,
            lambda vida, caso: vida.delegacion(caso),
            lambda _vida, _caso: {"indicaciones": "Vaya usted."},
        ),
        "aplazar": Paso(
            actions.aplazar,
            lambda _vida, _caso: {
                "fecha": clock.today() + timedelta(days=6),
                "motivo": "Primero el presupuesto.",
            },
            lambda _vida, _caso: {"fecha": clock.today(), "motivo": "Primero el presupuesto."},
        ),
        "retomar": Paso(actions.retomar),
        "programar": Paso(
            actions.programar,
            lambda _vida, _caso: {"fecha": clock.today() + timedelta(days=3)},
            lambda _vida, _caso: {"fecha": clock.today() - timedelta(days=1)},
        ),
        "desprogramar": Paso(
            actions.desprogramar,
            lambda _vida, _caso: {"motivo": "Llueve."},
            lambda _vida, _caso: {"motivo": ""},
        ),
        "fusionar": Paso(
            actions.fusionar,
            lambda vida, _caso: {"principal_id": vida.otra_id},
            lambda _vida, caso: {"principal_id": caso.pk},
        ),
        "separar": Paso(
            actions.separar,
            lambda _vida, _caso: {"motivo": "Son dos barrios."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "retirar": Paso(
            actions.retirar,
            lambda _vida, _caso: {"motivo": "Ya no hace falta."},
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
            lambda vida, _caso: {
                "motivo": "Volvió a fallar.",
                "responsable": vida.alguien("luis", "marta", "ines"),
            },
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
    SUCESOS = (
        *Vida.SUCESOS,
        *("seguir_adelante",) * 8,
        *("avanzar_un_encargo",) * 5,
        *("seguir",) * 3,
        *("pasar_su_fecha",) * 2,
    )
    encargada = False  # since it was decided to do it somebody was commissioned
    otra_id: int  # one that asks for the same, and stays open

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
        posibles = [LEJOS] if codigo == "invitacion" else [None, LEJOS]
        evento = datos.draw(st.sampled_from(posibles), label="evento")
        tipo = TipoSolicitud.objects.get(codigo=codigo)
        # Nobody sees less of it than of the other, nor may its answer go to whoever asked.
        self.otra_id = actions.registrar(
            actor=self.gente.persona(quien),
            tipo=tipo,
            titulo="Agua para todos",
            solicitante=Actor.objects.create(nombre="Comité", email="comite@elroble.test"),
            fecha_evento=evento,
            nivel_reserva=0,
        ).pk
        self.caso_id = actions.registrar(
            actor=self.gente.persona(quien),
            tipo=tipo,
            titulo="Agua para El Roble",
            solicitante=Actor.objects.create(nombre="Junta", email=correo),
            fecha_recepcion=clock.today() - timedelta(days=hace),
            fecha_evento=evento,
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

    def pasar_su_fecha(self, _datos: st.DataObject) -> None:
        """What was not completed in time is given up, what was postponed is decided; once."""
        antes = self.caso
        destino = {"requiere_informacion": "desistida", "aplazada": "en_decision"}
        clase = {"requiere_informacion": "solicitud.completar", "aplazada": "solicitud.revision"}
        if antes.estado not in destino:
            return
        vence = antes.plazos.get(clase=clase[antes.estado], estado="abierto").vence_en
        self.poner_hora(max(clock.now(), vence))
        assert actions.mover_las_que_toca() == 1
        assert self.caso.estado == destino[antes.estado]
        assert actions.mover_las_que_toca() == 0

    def seguir(self, _datos: st.DataObject) -> None:
        """What was done below is known above, once; then there is nothing left to follow up."""
        antes = self.caso
        hechos = self.se_cumplio(antes)
        debe = (
            antes.estado in ("aceptada", "delegada")
            and hechos
            and not antes.encargos_abiertos().exists()
        )
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
        return {
            "responsable": [caso.responsable_id],
            "unidad": [area.jefe_id] if area else [],
            "delegado": [caso.delegado_id],
        }

    def condicion(self, verbo: str, caso: Solicitud) -> bool:
        return {
            "atender": not caso.encargos_abiertos().exists(),
            "anotar_respuesta": caso.institucion is not None,
            "cerrar": caso.estado != "derivada" or caso.respuesta_derivada != "",
        }.get(verbo, True)

    def destino(self, verbo: str, antes: Solicitud) -> str:
        """Without its date it is what was decided of it."""
        return antes.decision if verbo == "desprogramar" else super().destino(verbo, antes)

    def veta(self, verbo: str, caso: Solicitud, como: str, quien: str) -> bool:
        """The jefe decides the types that say so, and no other."""
        decide = verbo in ("aceptar", "rechazar")
        return decide and como == "rosa" and not caso.tipo.decide_jefe

    def relojes(self, caso: Solicitud) -> Iterable[str]:
        sin_ley = set() if caso.tipo.dias_legales else {"solicitud.legal"}
        contestada = {"solicitud.derivada"} if caso.respuesta_derivada else set()
        quietos = set(RESPUESTA) if self.esta_quieta(caso) else set()
        sin_traslado = set() if caso.tipo.dias_traslado else {"solicitud.traslado"}
        sin_evento = set() if caso.fecha_evento else {"solicitud.evento"}
        en_curso = {"solicitud.fecha"} if self.encargada else set()
        return (
            self.RELOJES[caso.estado]
            - sin_ley
            - sin_traslado
            - sin_evento
            - contestada
            - quietos
            - en_curso
        )

    def esta_quieta(self, caso: Solicitud) -> bool:
        """The days that count are those of somebody else."""
        return caso.estado == "requiere_informacion" or self.en_otras_manos(caso)

    def anotar(self, verbo: str, despues: Solicitud) -> None:
        """Once somebody was commissioned no date is missing, until it is decided anew."""
        if verbo == "encargar":
            self.encargada = True
        if verbo in ("aceptar", "delegar"):
            self.encargada = False
        if verbo == "desprogramar":
            self.encargada = despues.encargos_abiertos().exists()

    def en_otras_manos(self, caso: Solicitud) -> bool:
        """The law counts the days of the institution that has it, and not ours."""
        la_tiene = caso.institucion_id is not None and not caso.respuesta_derivada
        return la_tiene and caso.estado == "derivada" and caso.tipo.dias_traslado is not None

    def peso(self, verbo: str, estado: str) -> int:
        """What no life did before comes first, then what leads there: many verbs, and few lives."""
        destino, _quienes = self.FLECHAS[verbo, estado]
        if destino in FINALES:
            return 1 + 20 * (verbo not in self.sabidos())
        por_andar = {desde for (paso, desde) in self.FLECHAS if paso not in self.sabidos()}
        nueva = destino != estado and (verbo, estado) not in self.sabido
        lleva = destino != estado and destino in por_andar
        primera = verbo not in self.sabidos()
        return super().peso(verbo, estado) + 20 * nueva + 40 * lleva + 80 * primera

    def sabidos(self) -> set[str]:
        """The verbs that some life took before."""
        return {verbo for verbo, _estado in self.sabido}

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
            "fecha_evento": caso.fecha_evento or LEJOS,
        }

    def delegacion(self, caso: Solicitud) -> Datos:
        """In somebody of the house, or from outside."""
        if caso.version % 2:
            return {"delegado": self.alguien("marta", "ines", "luis")}
        fuera = Actor.objects.get_or_create(nombre="Vicealcaldesa")[0]
        return {"delegado_actor": fuera, "indicaciones": "Lleve las llaves."}

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
