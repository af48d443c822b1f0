"""A compromiso: promised, accepted, done, verified; asked for, moved, taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize

from core import clock
from core.models import Actor, Caso, Usuario
from tests.builders import ACTA
from tests.maquinas.gente import EMPLEADOS
from tests.maquinas.perfil import sin_andar, vivir
from tests.maquinas.vida import Datos, Paso, Vida, de
from tests.momentos import MIERCOLES
from workflows.compromisos import actions, states
from workflows.compromisos.models import Compromiso

DIRIGE = de("programador", "titular")
SIGUE = de("programador", "monitor", "titular")
RESPONDE = de("responsable")
VIDAS = 45
ENLACE = "https://alborada.test/foto"


def _en(dias: int, campo: str = "fecha") -> Datos:
    return {campo: clock.today() + timedelta(days=dias)}


def _despues(caso: Compromiso) -> Any:
    return max(caso.fecha_vigente, clock.today()) + timedelta(days=3)


class VidaDeUnCompromiso(Vida):
    MODELO = Compromiso
    CLAVE = "compromiso_id"
    COMIENZO = MIERCOLES
    FLECHAS = {
        ("enviar", "borrador"): ("asignada", DIRIGE),
        ("cerrar_de_antes", "borrador"): ("cumplida", DIRIGE),
        ("borrar", "borrador"): ("borrada", DIRIGE),
        ("aceptar", "asignada"): ("en_gestion", RESPONDE),
        ("objetar", "asignada"): ("objetada", RESPONDE),
        **{("reasignar", estado): ("asignada", DIRIGE) for estado in states.CORREN},
        ("informar", "en_gestion"): ("en_gestion", RESPONDE),
        ("suspender", "en_gestion"): ("suspendida", DIRIGE),
        ("reanudar", "suspendida"): ("en_gestion", DIRIGE),
        ("reportar_cumplida", "en_gestion"): ("por_verificar", RESPONDE),
        ("cumplir", "en_gestion"): ("cumplida", RESPONDE),
        ("aprobar", "por_verificar"): ("cumplida", SIGUE),
        ("aprobar_parcial", "por_verificar"): ("cumplida_parcial", SIGUE),
        ("devolver", "por_verificar"): ("en_gestion", SIGUE),
        ("reabrir", "cumplida"): ("en_gestion", SIGUE),
        ("reabrir", "cumplida_parcial"): ("en_gestion", SIGUE),
        # The sistema, where the unit that had it gave back what it was for.
        **{
            ("cancelar", estado): ("cancelada", DIRIGE | de("sistema"))
            for estado in states.ABIERTOS
        },
        **{
            (verbo, estado): (estado, quienes)
            for estado in ("asignada", "en_gestion")
            for verbo, quienes in {
                "pedir_prorroga": RESPONDE,
                "resolver_prorroga": SIGUE,
                "reprogramar": SIGUE,
                "derivar": SIGUE | RESPONDE,
                "reiterar": SIGUE | de("contraparte"),
            }.items()
        },
        **{("editar", estado): (estado, DIRIGE) for estado in states.ABIERTOS},
        **{("revisar", estado): (estado, SIGUE) for estado in states.ABIERTOS},
        **{("adjuntar", estado): (estado, SIGUE | RESPONDE) for estado in states.ABIERTOS},
    }
    SUCESOS = (*Vida.SUCESOS, "cerrar_parte")
    RELOJES = {
        "borrador": de(),
        "asignada": de("compromiso.vence", "compromiso.aceptar"),
        "objetada": de("compromiso.vence", "compromiso.objecion"),
        "en_gestion": de("compromiso.vence"),
        "suspendida": de(),
        "por_verificar": de("compromiso.verificar"),
        "cumplida": de(),
        "cumplida_parcial": de(),
        "cancelada": de(),
        "borrada": de(),
    }
    PASOS = {
        "enviar": Paso(actions.enviar),
        "cerrar_de_antes": Paso(
            actions.cerrar_de_antes,
            lambda _vida, _caso: {"informe": "Estaba hecho."},
            lambda _vida, _caso: _en(1, "cumplido_el"),
        ),
        "borrar": Paso(actions.borrar),
        "aceptar": Paso(actions.aceptar),
        "objetar": Paso(
            actions.objetar,
            lambda _vida, _caso: {"motivo": "Es de Obras."},
            lambda _vida, _caso: {"motivo": " "},
        ),
        "reasignar": Paso(
            actions.reasignar,
            lambda vida, caso: {"responsable": vida.otro(caso), "motivo": "Es de Obras."},
            lambda _vida, caso: {"responsable": caso.responsable, "motivo": "Es de Obras."},
        ),
        "derivar": Paso(
            actions.derivar,
            lambda vida, caso: {**vida.parte(caso), **_en(0)},
            lambda vida, caso: {**vida.parte(caso), "fecha": _despues(caso)},
        ),
        "informar": Paso(
            actions.informar,
            lambda _vida, caso: {"texto": "Van tres.", "porcentaje": (50, 90)[caso.version % 2]},
            lambda _vida, _caso: {"texto": "Están todos.", "porcentaje": 100},
        ),
        "revisar": Paso(actions.revisar, lambda vida, caso: {"informe_id": vida.informe(caso)}),
        "suspender": Paso(
            actions.suspender,
            lambda _vida, _caso: {"motivo": "No hay fondos."},
            lambda _vida, _caso: {"motivo": ""},
        ),
        "reanudar": Paso(
            actions.reanudar,
            lambda _vida, caso: {"fecha": _despues(caso), "motivo": "Ya hay fondos."},
            lambda _vida, _caso: {**_en(-1), "motivo": "Ya hay fondos."},
        ),
        "reportar_cumplida": Paso(
            actions.reportar_cumplida,
            lambda _vida, _caso: {"informe": "Se entregaron.", "enlace": ENLACE},
            lambda _vida, _caso: {"informe": "Se entregaron."},
        ),
        "cumplir": Paso(
            actions.cumplir,
            lambda _vida, _caso: {"informe": "Hecho."},
            lambda _vida, _caso: {"informe": "  "},
        ),
        "aprobar": Paso(actions.aprobar),
        "aprobar_parcial": Paso(
            actions.aprobar_parcial,
            lambda _vida, _caso: {"faltante": "Dos de los cinco planos."},
            lambda _vida, _caso: {"faltante": " "},
        ),
        "devolver": Paso(
            actions.devolver,
            lambda _vida, _caso: {"motivo": "Falta la firma."},
            lambda _vida, _caso: {"motivo": ""},
        ),
        "pedir_prorroga": Paso(
            actions.pedir_prorroga,
            lambda _vida, caso: {"para": _despues(caso), "motivo": "Llueve."},
            lambda _vida, caso: {"para": caso.fecha_vigente, "motivo": "Llueve."},
        ),
        "resolver_prorroga": Paso(
            actions.resolver_prorroga,
            lambda vida, caso: vida.respuesta(caso),
            lambda _vida, _caso: {"concedida": False, "motivo": " "},
        ),
        "reprogramar": Paso(
            actions.reprogramar,
            lambda _vida, caso: {"fecha": _despues(caso), "motivo": "Llueve."},
            lambda _vida, _caso: {**_en(-1), "motivo": "Llueve."},
        ),
        "reiterar": Paso(
            actions.reiterar,
            lambda _vida, _caso: {"mensaje": "Los esperan."},
            lambda _vida, _caso: {"mensaje": ""},
        ),
        "cancelar": Paso(
            actions.cancelar,
            lambda _vida, caso: {
                "motivo": "Ya no hace falta.",
                "derivadas": bool(caso.version % 2),
            },
            lambda _vida, _caso: {"motivo": ""},
        ),
        "reabrir": Paso(
            actions.reabrir,
            lambda _vida, caso: {"fecha": _despues(caso), "motivo": "Eran otros."},
            lambda _vida, _caso: {**_en(-1), "motivo": "Eran otros."},
        ),
        "editar": Paso(
            actions.editar,
            lambda vida, caso: {"cambios": vida.correccion(caso)},
            lambda _vida, _caso: {"cambios": {"titulo": " "}},
        ),
        "adjuntar": Paso(actions.adjuntar, lambda _vida, _caso: {"archivos": [ACTA]}),
    }

    @initialize(datos=st.data())
    def prometer(self, datos: st.DataObject) -> None:
        """Somebody promises something to the neighbours, or gives a task; sent at once, or not."""
        quien = datos.draw(st.sampled_from(["rosa", "tomas", "gabriel", "elena"]), label="quien")
        responsable = datos.draw(st.sampled_from(EMPLEADOS), label="responsable")
        monitor = datos.draw(st.none() | st.sampled_from(EMPLEADOS), label="monitor")
        verificada = datos.draw(st.booleans(), label="verificada")
        campos: Datos = {
            "actor": self.gente.persona(quien),
            "titulo": "Entregar los planos",
            "responsable": self.gente.persona(responsable),
            "nivel_reserva": datos.draw(st.integers(0, 4), label="reserva"),
            "enviado": datos.draw(st.booleans(), label="enviado"),
            **({"a_quien": Actor.objects.create(nombre="Junta")} if verificada else {}),
            **({} if verificada else {"tipo": "tarea", "requiere_verificacion": False}),
            **_en(datos.draw(st.integers(0, 20), label="dias")),
            "frecuencia": datos.draw(st.sampled_from(["", "semanal", "mensual"]), label="cada"),
            "monitor_verifica": datos.draw(st.booleans(), label="monitor verifica"),
            **({"origen": "traslado"} if datos.draw(st.booleans(), label="de antes") else {}),
        }
        try:
            with transaction.atomic():
                hecho = actions.crear(
                    **campos, monitor=self.gente.persona(monitor) if monitor else None
                )
        except ValidationError:
            assert verificada
            quienes = {quien, monitor if campos["monitor_verifica"] else None}
            assert not quienes - {None, responsable}, "somebody could have verified it"
            otro = next(uno for uno in ("carmen", "luis") if uno != responsable)
            hecho = actions.crear(
                **{**campos, "monitor_verifica": True}, monitor=self.gente.persona(otro)
            )
        self.caso_id = hecho.pk
        self.original = hecho.fecha_compromiso_original

    def papeles(self, caso: Compromiso) -> Mapping[str, Iterable[int | None]]:
        return {
            "programador": [caso.programador_id],
            "responsable": [caso.responsable_id],
            "monitor": [caso.monitor_id],
        }

    def condicion(self, verbo: str, caso: Compromiso) -> bool:
        return {
            "enviar": (caso.de_antes or caso.fecha_vigente >= clock.today())
            and caso.responsable.is_active,
            "cerrar_de_antes": caso.de_antes,
            "borrar": caso.version == 1,
            "reportar_cumplida": caso.requiere_verificacion and not self.partes("abiertas"),
            "cumplir": not caso.requiere_verificacion and not self.partes("abiertas"),
            "aprobar": not self.partes("abiertas"),
            "aprobar_parcial": not self.partes("abiertas"),
            "revisar": self.informe(caso) is not None,
            "pedir_prorroga": caso.prorroga_para is None,
            "resolver_prorroga": caso.prorroga_para is not None,
        }.get(verbo, True)

    def veta(self, verbo: str, caso: Compromiso, como: str, quien: str) -> bool:
        """Nobody verifies his own work, in nobody's place either, nor a monitor who may not."""
        responsable = caso.responsable_id
        propio = self.gente.ids[como] == responsable
        if verbo == "revisar":
            return propio
        mira = not caso.monitor_verifica and self.es(como, caso) & SIGUE == {"monitor"}
        if mira and verbo in ("aprobar", "aprobar_parcial", "devolver"):
            return True
        if verbo in ("aprobar", "aprobar_parcial"):
            return propio or self.gente.ids[quien] == responsable
        return verbo == "devolver" and propio

    def relojes(self, caso: Compromiso) -> Iterable[str]:
        pedida = {"compromiso.prorroga"} if caso.prorroga_para else set()
        corre = caso.estado in states.CORREN
        publico = {"compromiso.publico"} if caso.publico and corre else set()
        informes = {"compromiso.informe", "compromiso.sin_informes"}
        espera = caso.estado == "en_gestion" and caso.frecuencia
        return self.RELOJES[caso.estado] | pedida | publico | (informes if espera else set())

    def peso(self, verbo: str, estado: str) -> int:
        """What leads back, or nowhere, is taken less often: most verbs do."""
        destino, _quienes = self.FLECHAS[verbo, estado]
        vuelve = destino == estado or verbo in ("objetar", "reasignar", "suspender")
        return 1 if vuelve else super().peso(verbo, estado)

    def cerrar_parte(self, datos: st.DataObject) -> None:
        """One of its parts ends: it will not be done, or it is done and verified."""
        if abiertas := self.partes("abiertas"):
            parte = datos.draw(st.sampled_from(abiertas), label="parte")
            actions.cancelar(
                compromiso_id=parte.pk, actor=self.gente.persona("sistema"), motivo="No va."
            )

    def partes(self, cuales: str = "") -> list[Compromiso]:
        todas = Compromiso.objects.filter(padre=self.caso_id).order_by("pk")
        return [una for una in todas if not cuales or not una.cerrado]

    def casos(self) -> list[Caso]:
        return [self.caso, *self.partes()]

    def otro(self, caso: Compromiso) -> Usuario:
        """Somebody who works here, has it not, and whose work others can verify."""
        tienen = {caso.responsable_id, caso.programador_id, caso.monitor_id}
        libres = (uno for uno in EMPLEADOS if uno not in self.gente.idos)
        return self.gente.persona(next(u for u in libres if self.gente.ids[u] not in tienen))

    def parte(self, caso: Compromiso) -> Datos:
        """A part that nobody has to verify, so that whoever gives it may be whoever does it."""
        return {
            "titulo": "Medir el terreno",
            "responsable": self.otro(caso),
            "requiere_verificacion": False,
        }

    def informe(self, caso: Compromiso) -> int | None:
        """A report that nobody has read."""
        return caso.informes.filter(revisado_en=None).values_list("pk", flat=True).first()

    def respuesta(self, caso: Compromiso) -> Datos:
        """More time is granted as long as its date has not passed."""
        concedida = bool(caso.prorroga_para and caso.prorroga_para >= clock.today())
        return {"concedida": concedida, "motivo": "Ya se pidió antes."}

    def correccion(self, caso: Compromiso) -> Datos:
        """Another title and degree; of a draft, date and people too, so that it can be sent."""
        cambios: Datos = {
            "titulo": f"Entregar los planos, {caso.version}",
            "nivel_reserva": (caso.nivel_reserva + 1) % 5,
            "publico": (caso.nivel_reserva + 1) % 5 == 0,
            "frecuencia": ("", "quincenal", "bimestral")[caso.version % 3],
        }
        if caso.es_borrador:
            fuera = set(self.gente.idos)
            if not caso.monitor_verifica:  # then whoever gave it is the one who verifies it
                fuera |= {uno for uno in EMPLEADOS if self.gente.ids[uno] == caso.programador_id}
            quedan = [uno for uno in EMPLEADOS[caso.version % 5 :] if uno not in fuera]
            responsable, monitor = (self.gente.persona(uno) for uno in quedan[:2])
            cambios |= {"responsable": responsable, "monitor": monitor, **_en(caso.version % 9)}
        return cambios

    def al_darse(self, verbo: str, quien: str, antes: Any, despues: Any) -> None:
        """The first date is never lost, and what is closed says when it was."""
        assert (despues.cerrado_en is not None) == despues.cerrado
        assert bool(despues.faltante) == (despues.estado == states.CUMPLIDA_PARCIAL)
        assert despues.porcentaje <= 90
        assert (despues.avance == 100) == (despues.estado == states.CUMPLIDA)
        assert despues.derivadas_abiertas == len(self.partes("abiertas"))
        assert not (despues.estado in states.CUMPLIDOS and self.partes("abiertas"))
        if verbo == "reasignar":
            assert (despues.porcentaje, despues.proximo_informe) == (0, None)
            assert despues.responsable_id != antes.responsable_id
        if antes.estado == states.BORRADOR:
            self.original = despues.fecha_compromiso_original
        assert despues.fecha_compromiso_original == self.original
        movida = antes.fecha_vigente != despues.fecha_vigente and not antes.es_borrador
        assert despues.reprogramaciones == antes.reprogramaciones + movida


def test_no_history_leads_a_compromiso_astray(ids: dict[str, int]) -> None:
    vida = type("Esta", (VidaDeUnCompromiso,), {"ids": ids, "dados": Counter()})
    vivir(vida, vidas=VIDAS)
    assert sin_andar(vida) == []
