"""What somebody is to do: taken on, reported, verified, or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from core import clock
from ops.demo import asuntos
from ops.demo.cronica import Cronica
from ops.demo.municipio import Pueblo
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso
from workflows.cruce import comentarios, seguidores

CONVERSADO = 4  # of so many compromisos people talk about one


@dataclass(slots=True)
class Encargo:
    """The life of one compromiso after it was sent."""

    cronica: Cronica
    pueblo: Pueblo
    compromiso: Compromiso
    # abierta, cumplida, en_parte, cancelada, por_verificar, suspendida, objetada, borrada
    vida: str

    def planear(self) -> None:
        if self.cronica.azar.random() < 0.9:
            self.cronica.despues(self.cronica.azar.uniform(0.2, 3), self.aceptar)

    def aceptar(self) -> None:
        """Whoever is to do it takes it on, and what comes after it is planned."""
        compromisos.aceptar(compromiso_id=self.compromiso.pk, actor=self.compromiso.responsable)
        if self.compromiso.pk % CONVERSADO == 0:
            self._conversar()
        falta = (self.compromiso.fecha_vigente - clock.today()).days
        en_su_vida: dict[str, tuple[float, Callable[[], None]]] = {
            "cancelada": (2, self._cancelar),
            "suspendida": (2, self._suspender),
            "por_verificar": (4, self._reportar_sin_verificar),
        }
        if self.vida in en_su_vida:
            self.cronica.despues(*en_su_vida[self.vida])
        elif self.vida in {"cumplida", "en_parte"}:
            dias = max(falta * self.cronica.azar.uniform(0.4, 1.1), 1)
            self.cronica.despues(dias, self._reportar)
        else:
            self._segun_la_suerte(falta)

    def _segun_la_suerte(self, falta: int) -> None:
        """One in five asks for more time, is reported, is called for; the others go on."""
        suerte = self.cronica.azar.random()
        if suerte < 0.2:
            self.cronica.despues(max(falta - 3, 1), self._pedir_prorroga)
        elif suerte < 0.4:
            self.cronica.despues(max(falta - 1, 1), self._reportar_sin_verificar)
        elif suerte < 0.6:
            self.cronica.despues(falta + 3, self._reiterar)

    def objetar(self) -> None:
        """Whoever is to do it says that it is somebody else's."""
        compromisos.objetar(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.responsable,
            motivo="Le toca a Desarrollo Social: el local es de ellos.",
        )

    def borrar(self) -> None:
        """It was written twice, and given to nobody yet."""
        compromisos.borrar(compromiso_id=self.compromiso.pk, actor=self.compromiso.programador)

    def _suspender(self) -> None:
        compromisos.suspender(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.programador,
            motivo="Hasta que llegue el material que se compró.",
        )

    def _conversar(self) -> None:
        """Who does it asks who gave it, and gets an answer; the mayor follows how it goes."""
        jefa, quien = self.compromiso.programador, self.compromiso.responsable
        for autor, otro, texto in zip((quien, jefa), (jefa, quien), asuntos.CHARLA, strict=True):
            comentarios.comentar(
                expediente_id=self.compromiso.pk,
                actor=autor,
                texto=texto.format(nombre=otro.nombre),
            )
        alcalde = self.pueblo.personas["alcalde"]
        seguidores.seguir(expediente_id=self.compromiso.pk, actor=alcalde)

    def _reportar(self) -> None:
        self._reportar_sin_verificar()
        if self.compromiso.requiere_verificacion:
            siguiente = self._devolver if self.cronica.azar.random() < 0.2 else self._aprobar
            self.cronica.despues(
                1, self._aprobar_en_parte if self.vida == "en_parte" else siguiente
            )

    def _reportar_sin_verificar(self) -> None:
        quien = {"compromiso_id": self.compromiso.pk, "actor": self.compromiso.responsable}
        informe = self.cronica.azar.choice(asuntos.INFORMES)
        if self.compromiso.requiere_verificacion:
            enlace = "https://puertoalborada.example/actas/2026"
            compromisos.reportar_cumplida(**quien, informe=informe, enlace=enlace)
        else:
            compromisos.cumplir(**quien, informe=informe)

    def _aprobar(self) -> None:
        compromisos.aprobar(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.monitor or self.compromiso.programador,
        )

    def _aprobar_en_parte(self) -> None:
        compromisos.aprobar_parcial(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.programador,
            faltante="Quedó para el año entrante lo que el presupuesto no cubrió.",
        )

    def _devolver(self) -> None:
        motivo = self.cronica.azar.choice(asuntos.DEVOLUCIONES)
        compromisos.devolver(
            compromiso_id=self.compromiso.pk, actor=self.compromiso.programador, motivo=motivo
        )
        self.cronica.despues(2, self._reportar_y_aprobar)

    def _reportar_y_aprobar(self) -> None:
        self._reportar_sin_verificar()
        self.cronica.despues(1, self._aprobar)

    def _pedir_prorroga(self) -> None:
        self.compromiso.refresh_from_db()
        compromisos.pedir_prorroga(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.responsable,
            para=self.compromiso.fecha_vigente + timedelta(days=10),
            motivo=self.cronica.azar.choice(asuntos.PRORROGAS),
        )
        if self.cronica.azar.random() < 0.6:
            self.cronica.despues(1.5, self._conceder)

    def _conceder(self) -> None:
        compromisos.resolver_prorroga(
            compromiso_id=self.compromiso.pk, actor=self.compromiso.programador, concedida=True
        )

    def _reiterar(self) -> None:
        compromisos.reiterar(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.programador,
            mensaje="El alcalde pregunta por esto: ¿para cuándo estará?",
        )

    def _cancelar(self) -> None:
        compromisos.cancelar(
            compromiso_id=self.compromiso.pk,
            actor=self.compromiso.programador,
            motivo="Lo asumió otra institución.",
        )
