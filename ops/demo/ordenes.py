"""What is ordered as a group, and what is told of week by week: an instrucción, an encargo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core import calendario, clock
from core.models import Usuario
from ops.demo.cronica import Cronica, Hecho
from ops.demo.municipio import Pueblo
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso

ACTA = "https://puertoalborada.example/actas/2026"
# Days ago, how far it was then, what was told. One week nobody told anything.
INFORMES = (
    (37, 25, "Visitamos cuatro de las doce escuelas; faltan sillas en dos."),
    (30, 50, "Van siete. La de Punta Mariato pide revisar el techo antes que las sillas."),
    (23, 50, "Esta semana no se pudo salir por el mal tiempo."),
    (9, 75, "Quedan tres por visitar, todas en Río Hondo."),
)
REVISADOS = 2


@dataclass(slots=True)
class Ordenes:
    """Plans them into a crónica, at fixed days: they take no chances from the others."""

    pueblo: Pueblo
    cronica: Cronica

    def planear(self) -> None:
        self._el(45, self._encargar)
        self._el(24, self._instruir)

    def _encargar(self) -> None:
        encargo = compromisos.crear(
            actor=self._p("agenda"),
            tipo="encargo",
            titulo="Levantar el estado de las escuelas del distrito",
            responsable=self._p("social"),
            monitor=self._p("contraparte"),
            fecha=_habil(60),
            frecuencia="semanal",
            copias=[self._p("alcalde")],
            temas=[self.pueblo.temas["Gente y comunidad"]],
            lugares=[self.pueblo.lugares["Puerto Alborada"]],
        )
        self._el(44, lambda: _acepta(encargo, self._p("social")))
        for numero, (hace, porcentaje, texto) in enumerate(INFORMES):
            self._el(hace, self._informa(encargo, porcentaje, texto))
            if numero < REVISADOS:
                self._el(hace - 1, lambda: self._revisa(encargo))

    def _informa(self, encargo: Compromiso, porcentaje: int, texto: str) -> Hecho:
        def hecho() -> None:
            compromisos.informar(
                compromiso_id=encargo.pk,
                actor=self._p("social"),
                texto=texto,
                porcentaje=porcentaje,
            )

        return hecho

    def _revisa(self, encargo: Compromiso) -> None:
        informe = encargo.informes.get(revisado_en=None)
        compromisos.revisar(
            compromiso_id=encargo.pk, actor=self._p("agenda"), informe_id=informe.pk
        )

    def _instruir(self) -> None:
        instruccion = compromisos.crear(
            actor=self._p("contraparte"),
            tipo="instruccion",
            titulo="Preparar la feria del puerto",
            descripcion="Cada área con lo suyo, y todo listo para la misma fecha.",
            responsable=self._p("obras"),
            monitor=self._p("agenda"),
            fecha=_habil(40),
            prioridad=3,
            copias=[self._p("prensa")],
            participantes=[self._p("social"), self._p("mesa")],
            temas=[self.pueblo.temas["Gente y comunidad"]],
            lugares=[self.pueblo.lugares["Centro"]],
        )
        self._el(23, lambda: self._repartir(instruccion))

    def _repartir(self, instruccion: Compromiso) -> None:
        """Three parts: one is done, one goes on, one was given to the wrong person first."""
        _acepta(instruccion, self._p("obras"))
        artesanos = self._parte(instruccion, "Inscribir a los artesanos", "social")
        self._el(22, lambda: _acepta(artesanos, self._p("social")))
        self._el(15, lambda: _reporta(artesanos, self._p("social")))
        self._el(14, lambda: _aprueba(artesanos, self._p("obras")))
        permisos = self._parte(instruccion, "Tramitar los permisos de los puestos", "mesa")
        self._el(21, lambda: _acepta(permisos, self._p("mesa")))
        calles = self._parte(instruccion, "Cerrar y señalizar las calles", "agua")
        self._el(22, lambda: self._objeta(calles))
        self._el(21, lambda: self._reasigna(calles))
        self._el(20, lambda: _acepta(calles, self._p("barrios")))

    def _parte(self, instruccion: Compromiso, titulo: str, quien: str) -> Compromiso:
        return compromisos.derivar(
            compromiso_id=instruccion.pk,
            actor=self._p("obras"),
            titulo=titulo,
            responsable=self._p(quien),
            fecha=_habil(30),
        )

    def _objeta(self, parte: Compromiso) -> None:
        motivo = "Las calles las ve el equipo de barrios; yo estoy con el acueducto."
        compromisos.objetar(compromiso_id=parte.pk, actor=self._p("agua"), motivo=motivo)

    def _reasigna(self, parte: Compromiso) -> None:
        compromisos.reasignar(
            compromiso_id=parte.pk,
            actor=self._p("obras"),
            responsable=self._p("barrios"),
            motivo="Tiene razón: le toca a barrios.",
        )

    def _el(self, hace: int, hecho: Hecho) -> None:
        """Let it happen as the office opened that many days ago, or the next time after it."""
        dia = self.cronica.fin - timedelta(days=hace)
        self.cronica.en(calendario.vigente().proxima_apertura(dia), hecho)

    def _p(self, usuario: str) -> Usuario:
        return self.pueblo.personas[usuario]


def _habil(dias: int) -> date:
    return calendario.vigente().sumar(clock.today(), dias, "habiles").vence


def _acepta(uno: Compromiso, quien: Usuario) -> None:
    compromisos.aceptar(compromiso_id=uno.pk, actor=quien)


def _reporta(uno: Compromiso, quien: Usuario) -> None:
    compromisos.reportar_cumplida(
        compromiso_id=uno.pk, actor=quien, informe="Quedaron inscritos 34 artesanos.", enlace=ACTA
    )


def _aprueba(uno: Compromiso, quien: Usuario) -> None:
    compromisos.aprobar(compromiso_id=uno.pk, actor=quien)
