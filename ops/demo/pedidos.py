"""The stories of the solicitudes and of the compromisos they become."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from core import calendario, clock
from core.models import Actor, Area, Lugar, Tema, Usuario
from ops.demo import asuntos
from ops.demo.cronica import Cronica
from ops.demo.encargos import Encargo
from ops.demo.municipio import Pueblo
from workflows.compromisos import actions as compromisos
from workflows.metas.models import Meta
from workflows.solicitudes import actions as solicitudes
from workflows.solicitudes import ajustes, publico, queries
from workflows.solicitudes.actions.publico import Quien
from workflows.solicitudes.models import Solicitud, TipoSolicitud

# How many solicitudes live each story: some 140 in all.
HISTORIAS = {
    "nueva": 7, "olvidada": 4, "analisis": 9, "decision": 8, "por_encargar": 5, "encargada": 22,
    "atendida": 6, "respondida": 27, "rechazada": 4, "rechazo_respondido": 13, "reabierta": 3,
    "derivada": 3, "derivada_fuera": 3, "derivada_contestada": 2, "derivada_respondida": 3,
    "derivada_devuelta": 1, "incompleta": 3, "incompleta_vencida": 1, "completada": 2,
    "aplazada": 2, "aplazada_vuelta": 1, "delegada": 3, "programada": 3, "programada_pasada": 1,
    "retirada": 2, "unida": 3,
}  # fmt: skip
ANTIGUEDAD = {  # days ago it came in, from and to
    "nueva": (0, 1), "olvidada": (5, 12), "analisis": (1, 9), "decision": (2, 12),
    "por_encargar": (5, 14), "encargada": (8, 55), "atendida": (25, 60), "respondida": (30, 110),
    "rechazada": (6, 18), "rechazo_respondido": (15, 105), "reabierta": (50, 100),
    "derivada": (5, 14), "derivada_fuera": (5, 14), "derivada_contestada": (9, 20),
    "derivada_respondida": (20, 80), "derivada_devuelta": (7, 15),
    "incompleta": (3, 20), "incompleta_vencida": (50, 70), "completada": (6, 15),
    "aplazada": (5, 12), "aplazada_vuelta": (25, 40), "delegada": (5, 14),
    "programada": (6, 14), "programada_pasada": (20, 30), "retirada": (10, 40), "unida": (2, 9),
}  # fmt: skip
# What is there whatever the dice of this hour say: how it ends, and how many days ago it was given.
SUELTAS = (
    ("por_verificar", 12), ("por_verificar", 15), ("en_parte", 32), ("objetada", 4),
    ("suspendida", 9), ("borrada", 6),
)  # fmt: skip
POR_EL_PORTAL = 6  # of so many solicitudes one comes by the portal
CANALES = ("ventanilla", "ventanilla", "telefono", "correo", "redes", "whatsapp")


def _por_el_portal(vecino: tuple[str, str], campos: dict[str, Any]) -> Solicitud:
    """A neighbour writes it, from home; what the office says of it comes later."""
    return solicitudes.registrar_del_publico(
        formulario=uuid.uuid4(),
        tipo=campos["tipo"],
        titulo=campos["titulo"],
        descripcion=campos["descripcion"],
        quien=Quien(*vecino),
        consentimiento=publico.AVISO,
        lugares=campos["lugares"],
        campos={"fecha_evento": campos["fecha_evento"]},
    ).solicitud


@dataclass(slots=True)
class Pedidos:
    """Plans the stories into a crónica."""

    pueblo: Pueblo
    cronica: Cronica

    def planear(self) -> None:
        """Every solicitud at the day it came in, by the counter or by the portal, which is open."""
        for codigo, para_que in asuntos.PARA_QUE.items():
            ajustes.editar_tipo(
                tipo_id=TipoSolicitud.objects.get(codigo=codigo).pk,
                actor=self._p("contraparte"),
                campos={"al_publico": True, "para_que": para_que},
            )
        historias = [nombre for nombre, cuantas in HISTORIAS.items() for _ in range(cuantas)]
        self.cronica.azar.shuffle(historias)
        for numero, historia in enumerate(historias):
            desde, hasta = ANTIGUEDAD[historia]
            dias = self.cronica.azar.uniform(desde, hasta)
            llegada = self.cronica.fin - timedelta(days=dias)
            cuando = calendario.vigente().proxima_apertura(llegada)
            self.cronica.en(min(cuando, self.cronica.fin), self._llega(numero, historia))
        self._tareas()

    def _llega(self, numero: int, historia: str) -> Callable[[], None]:
        def hecho() -> None:
            azar = self.cronica.azar
            tipo, asunto, tema, encargo = asuntos.PEDIDOS[numero % len(asuntos.PEDIDOS)]
            actor = self.pueblo.actores[numero % len(self.pueblo.actores)]
            lugar = actor.lugar or azar.choice(self.pueblo.barrios)
            campos: dict[str, Any] = {
                "actor": self._uno("recepcion", "mesa"),
                "tipo": TipoSolicitud.objects.get(codigo=tipo),
                "titulo": asunto.format(lugar=lugar),
                "descripcion": azar.choice(asuntos.DETALLES),
                "canal": azar.choice(CANALES),
                "fecha_evento": clock.today() + timedelta(days=20)
                if tipo == "invitacion"
                else None,
                "prioridad": azar.choice((1, 2, 2, 2, 3, 4)),
                "nivel_reserva": azar.choice((0, 1, 1, 1, 2)),
                "lugares": [lugar],
            }
            if numero % POR_EL_PORTAL == 1:
                solicitud = _por_el_portal(asuntos.VECINOS[numero % len(asuntos.VECINOS)], campos)
            else:
                temas = [self.pueblo.temas[tema]]
                solicitud = solicitudes.registrar(**campos, solicitante=actor, temas=temas)
            if historia not in {"nueva", "olvidada"}:
                self.cronica.despues(0.3, lambda: self._analizar(solicitud, historia, encargo))

        return hecho

    def _analizar(self, solicitud: Solicitud, historia: str, encargo: str) -> None:
        responsable = self._uno("agenda", "mesa", "social")
        solicitudes.analizar(
            solicitud_id=solicitud.pk, actor=self._p("agenda"), responsable=responsable
        )
        if historia.startswith("derivada"):
            self.cronica.despues(1.2, lambda: self._derivar(solicitud, historia))
        elif historia in {"incompleta", "incompleta_vencida", "completada"}:
            self.cronica.despues(1, lambda: self._pedir_informacion(solicitud, historia))
        elif historia == "retirada":
            self.cronica.despues(2, lambda: self._retirar(solicitud))
        elif historia == "unida":
            self.cronica.despues(0.5, lambda: self._unir(solicitud))
        elif historia != "analisis":
            self.cronica.despues(1.2, lambda: self._elevar(solicitud, historia, encargo))

    def _elevar(self, solicitud: Solicitud, historia: str, encargo: str) -> None:
        rechazo = historia.startswith("recha")
        posibles = [r for r in asuntos.RECOMENDACIONES if (r[0] == "declinar") == rechazo]
        sugerencia, texto = self.cronica.azar.choice(posibles)
        solicitudes.elevar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            recomendacion=texto,
            sugerencia=sugerencia,
            fecha_sugerida=None if rechazo else clock.today() + timedelta(days=15),
            prioridad=solicitud.prioridad,
            delegado_sugerido=self._p("social"),
            area_sugerida=Area.objects.get(nombre=asuntos.AREAS_QUE_CONTESTAN[0]),
            motivo_sugerido="competencia",
        )
        if historia != "decision":
            decidir = self._decide(historia)
            self.cronica.despues(1.5, lambda: decidir(solicitud, historia, encargo))

    def _decide(self, historia: str) -> Callable[[Solicitud, str, str], None]:
        """What the mayor does with it."""
        if historia.startswith("recha"):
            return self._rechazar
        if historia.startswith("aplazada"):
            return self._aplazar
        return self._delegar if historia == "delegada" else self._aceptar

    def _pedir_informacion(self, solicitud: Solicitud, historia: str) -> None:
        solicitudes.pedir_informacion(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            pedido=self.cronica.azar.choice(asuntos.FALTAN),
        )
        if historia == "completada":
            self.cronica.despues(2, lambda: self._completar(solicitud))

    def _completar(self, solicitud: Solicitud) -> None:
        solicitudes.completar(
            solicitud_id=solicitud.pk,
            actor=self._p("recepcion"),
            texto="Trajo lo que faltaba; quedó en el expediente.",
        )

    def _retirar(self, solicitud: Solicitud) -> None:
        solicitudes.retirar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            motivo="Llamó para decir que ya lo resolvieron.",
        )

    def _unir(self, solicitud: Solicitud) -> None:
        """To the oldest that somebody else is asking for, if there is one."""
        abiertas = Solicitud.objects.filter(estado="en_analisis", tipo=solicitud.tipo)
        principal = abiertas.exclude(solicitante=solicitud.solicitante).order_by("pk").first()
        if principal:
            solicitudes.fusionar(
                solicitud_id=solicitud.pk, actor=self._p("agenda"), principal_id=principal.pk
            )

    def _aplazar(self, solicitud: Solicitud, historia: str, _encargo: str) -> None:
        solicitudes.aplazar(
            solicitud_id=solicitud.pk,
            actor=self._p("alcalde"),
            fecha=self._habil(6 if historia == "aplazada_vuelta" else 25),
            motivo="Que primero se apruebe el presupuesto.",
        )

    def _delegar(self, solicitud: Solicitud, _historia: str, _encargo: str) -> None:
        solicitudes.delegar(
            solicitud_id=solicitud.pk,
            actor=self._p("alcalde"),
            delegado=self._uno("social", "obras"),
            indicaciones="Atiéndalos en mi nombre y cuénteme qué necesitan.",
        )

    def _programar(self, solicitud: Solicitud, historia: str) -> None:
        lugar = solicitud.lugares.first()
        solicitudes.programar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            fecha=self._habil(4 if historia == "programada_pasada" else 15),
            hora=time(10),
            lugar_texto=str(lugar or "Despacho"),
        )

    def _derivar(self, solicitud: Solicitud, historia: str) -> None:
        fuera = historia == "derivada_fuera"
        area = Area.objects.get(nombre=self.cronica.azar.choice(asuntos.AREAS_QUE_CONTESTAN))
        solicitudes.derivar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            carta=queries.traslado(solicitud),
            area=None if fuera else area,
            institucion=Actor.objects.get(nombre=asuntos.COMPETENTE) if fuera else None,
        )
        if historia == "derivada_devuelta":
            self.cronica.despues(2, lambda: self._devolver(solicitud, area))
        elif historia in {"derivada_contestada", "derivada_respondida"}:
            self.cronica.despues(2, lambda: self._contestar(solicitud))
        if historia == "derivada_respondida":
            self.cronica.despues(4, lambda: self._responder_derivada(solicitud))

    def _devolver(self, solicitud: Solicitud, area: Area) -> None:
        solicitudes.devolver_derivada(
            solicitud_id=solicitud.pk,
            actor=cast("Usuario", area.jefe),
            motivo="No es de esta área: revisen a quién le toca.",
        )

    def _contestar(self, solicitud: Solicitud) -> None:
        tarea = solicitud.encargos().get()
        quien = {"compromiso_id": tarea.pk, "actor": tarea.responsable}
        compromisos.aceptar(**quien)
        compromisos.cumplir(**quien, informe=self.cronica.azar.choice(asuntos.CONTESTACIONES))

    def _responder_derivada(self, solicitud: Solicitud) -> None:
        solicitud.refresh_from_db()
        if not solicitud.por_responder:
            self.cronica.despues(1, lambda: self._responder_derivada(solicitud))
            return
        self._responder(solicitud, solicitud.respuesta_derivada)

    def _rechazar(self, solicitud: Solicitud, historia: str, _encargo: str) -> None:
        codigo, texto = self.cronica.azar.choice(asuntos.RECHAZOS)
        solicitudes.rechazar(
            solicitud_id=solicitud.pk, actor=self._p("alcalde"), motivo_codigo=codigo, motivo=texto
        )
        if historia == "rechazo_respondido":
            self.cronica.despues(1, lambda: self._responder(solicitud, texto))

    def _aceptar(self, solicitud: Solicitud, historia: str, encargo: str) -> None:
        solicitudes.aceptar(solicitud_id=solicitud.pk, actor=self._p("alcalde"))
        if historia.startswith("programada"):
            self.cronica.despues(1, lambda: self._programar(solicitud, historia))
        elif historia != "por_encargar":
            self.cronica.despues(1, lambda: self._encargar(solicitud, historia, encargo))

    def _encargar(self, solicitud: Solicitud, historia: str, encargo: str) -> None:
        lugar = solicitud.lugares.first()
        dias = self.cronica.azar.choice((6, 9, 12, 16, 25))
        compromiso = solicitudes.encargar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            titulo=encargo.format(lugar=lugar),
            responsable=self._uno("obras", "social", "agua", "barrios"),
            monitor=self._p("contraparte"),
            fecha=self._habil(dias),
        )
        vida = "abierta" if historia == "encargada" else "cumplida"
        Encargo(self.cronica, self.pueblo, compromiso, vida).planear()
        if historia in {"respondida", "reabierta"}:
            espera = (compromiso.fecha_vigente - clock.today()).days + 4
            self.cronica.despues(
                espera, lambda: self._responder_si_toca(solicitud, reabre=historia == "reabierta")
            )

    def _responder_si_toca(self, solicitud: Solicitud, *, reabre: bool) -> None:
        solicitud.refresh_from_db()
        if solicitud.estado != "atendida":
            self.cronica.despues(2, lambda: self._responder_si_toca(solicitud, reabre=reabre))
            return
        self._responder(solicitud, "Lo pedido se cumplió; puede verlo en el lugar.")
        if reabre:
            self.cronica.despues(6, lambda: self._reabrir(solicitud))

    def _responder(self, solicitud: Solicitud, texto: str) -> None:
        solicitudes.cerrar(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            respuesta=f"Gracias por escribirnos. {texto}",
            sin_contacto=not solicitud.solicitante.email,
        )

    def _reabrir(self, solicitud: Solicitud) -> None:
        solicitudes.reabrir(
            solicitud_id=solicitud.pk,
            actor=self._p("agenda"),
            motivo="Quien la pidió llamó: volvió a fallar.",
        )

    def _tareas(self) -> None:
        """Internal tasks and promises the mayor made on his own, some still drafts."""
        for numero, titulo in enumerate(asuntos.TAREAS * 2):
            dias = self.cronica.azar.uniform(1, 45)
            self.cronica.en(self._apertura(hace=dias), self._tarea(numero, titulo))
        for vida, dias in SUELTAS:
            self.cronica.en(self._apertura(hace=dias), self._suelta(vida))

    def _suelta(self, vida: str) -> Callable[[], None]:
        """A task of the office that ends as `vida` says."""

        def hecho() -> None:
            compromiso = compromisos.crear(
                actor=self._p("agenda"),
                titulo=self.cronica.azar.choice(asuntos.TAREAS),
                tipo="tarea",
                responsable=self._p("obras"),
                fecha=self._habil(15),
                requiere_verificacion=True,
                nivel_reserva=1,
                temas=[self.cronica.azar.choice(list(self.pueblo.temas.values()))],
                lugares=[self.cronica.azar.choice(self.pueblo.barrios)],
                enviado=vida != "borrada",
            )
            encargo = Encargo(self.cronica, self.pueblo, compromiso, vida)
            primero = {"objetada": encargo.objetar, "borrada": encargo.borrar}
            self.cronica.despues(0.5, primero.get(vida, encargo.aceptar))

        return hecho

    def _apertura(self, hace: float) -> datetime:
        """When the office opened that many days ago, or the next time after it."""
        return calendario.vigente().proxima_apertura(self.cronica.fin - timedelta(days=hace))

    def _tarea(self, numero: int, titulo: str) -> Callable[[], None]:
        def hecho() -> None:
            actor: Actor = self.cronica.azar.choice(self.pueblo.actores)
            lugar: Lugar = self.cronica.azar.choice(self.pueblo.barrios)
            tema: Tema = self.cronica.azar.choice(list(self.pueblo.temas.values()))
            promesa = numero >= len(asuntos.TAREAS)
            meta = Meta.objects.order_by("pk").first() if numero % 9 == 3 else None
            compromiso = compromisos.crear(
                actor=self._uno("agenda", "contraparte", "metas"),
                titulo=f"Llevar a {lugar}: {titulo.lower()}" if promesa else titulo,
                tipo="compromiso" if promesa else "tarea",
                a_quien=actor if promesa else None,
                responsable=self._uno("obras", "social", "mesa", "redaccion"),
                fecha=self._habil(self.cronica.azar.choice((4, 8, 15, 30))),
                requiere_verificacion=promesa or numero % 3 == 0,
                publico=promesa and numero % 2 == 0,
                nivel_reserva=0 if promesa else 1,
                lugares=[lugar],
                temas=[tema],
                origen_id=meta.pk if meta else None,
                enviado=numero % 7 != 3,
            )
            if compromiso.estado != "borrador":
                vida = ("abierta", "cumplida", "cancelada")[numero % 3]
                vida = "en_parte" if promesa and numero % 6 == 1 else vida
                Encargo(self.cronica, self.pueblo, compromiso, vida).planear()

        return hecho

    def _habil(self, dias: int) -> date:
        return calendario.vigente().sumar(clock.today(), dias, "habiles").vence

    def _p(self, usuario: str) -> Usuario:
        return self.pueblo.personas[usuario]

    def _uno(self, *usuarios: str) -> Usuario:
        return self._p(self.cronica.azar.choice(usuarios))
