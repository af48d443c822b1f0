"""What was given to people outside, who answer by the link of a mail; anybody reads how it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core import calendario, clock, origen
from core.models import Actor, Lugar, Usuario
from ops.demo import asuntos
from ops.demo.cronica import Cronica
from ops.demo.municipio import Pueblo
from ops.demo.noticias import imagen
from workflows.compromisos import actions as compromisos
from workflows.compromisos.models import Compromiso

HABILES = 15  # that they have to do it


@dataclass(slots=True)
class Afuera:
    """Plans it into a crónica."""

    pueblo: Pueblo
    cronica: Cronica

    def planear(self) -> None:
        for quien, a_quien, lugar, titulo, hace, vida in asuntos.DE_AFUERA:
            cuando = calendario.vigente().proxima_apertura(self.cronica.fin - timedelta(days=hace))
            encargar = self._encargar(quien, a_quien, self.pueblo.lugares[lugar], titulo, vida)
            self.cronica.en(cuando, encargar)

    def _encargar(
        self, quien: str, a_quien: str, lugar: Lugar, titulo: str, vida: str
    ) -> Callable[[], None]:
        def hecho() -> None:
            compromiso = compromisos.crear(
                actor=self.pueblo.personas["agenda"],
                titulo=titulo,
                a_quien=self._actor(a_quien),
                responsable=self._actor(quien),
                monitor=self.pueblo.personas["contraparte"],
                fecha=calendario.vigente().sumar(clock.today(), HABILES, "habiles").vence,
                publico=True,
                nivel_reserva=0,
                temas=[self.pueblo.temas["Gente y comunidad"]],
                lugares=[lugar],
            )
            if vida != "sin_abrir":
                self.cronica.despues(1, lambda: self._aceptar(compromiso, vida))

        return hecho

    def _aceptar(self, compromiso: Compromiso, vida: str) -> None:
        _por_su_enlace(compromisos.aceptar, compromiso)
        if vida == "cumplida":
            self.cronica.despues(9, lambda: self._reportar(compromiso))
        else:
            self.cronica.despues(3, lambda: self._informar(compromiso))

    def _informar(self, compromiso: Compromiso) -> None:
        texto = "Ya están los materiales y empezamos por el lado de la calle."
        _por_su_enlace(compromisos.informar, compromiso, texto=texto, porcentaje=50)

    def _reportar(self, compromiso: Compromiso) -> None:
        foto = imagen(compromiso.pk, f"{compromiso.titulo}, terminado")
        informe = "Quedó terminado el sábado; adjuntamos la foto de cómo se ve."
        _por_su_enlace(
            compromisos.reportar_cumplida, compromiso, informe=informe, evidencias=[foto]
        )
        self.cronica.despues(1, lambda: self._aprobar(compromiso))

    def _aprobar(self, compromiso: Compromiso) -> None:
        """It is verified, and everybody may see the picture."""
        contraparte = self.pueblo.personas["contraparte"]
        compromisos.aprobar(compromiso_id=compromiso.pk, actor=contraparte)
        compromisos.mostrar_archivos(
            compromiso_id=compromiso.pk,
            actor=compromiso.programador,
            publicos=list(compromiso.adjuntos.all()),
        )

    def _actor(self, nombre: str) -> Actor:
        return next(uno for uno in self.pueblo.actores if uno.nombre == nombre)


def _por_su_enlace(accion: Callable[..., Any], compromiso: Compromiso, **dado: Any) -> None:
    """Whoever answers for it does so from outside, and the history says so."""
    responsable: Usuario = compromiso.responsable
    with origen.por_enlace(origen.ENLACE):
        accion(compromiso_id=compromiso.pk, actor=responsable, **dado)
