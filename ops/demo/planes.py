"""The metas of the government, one in each state and three under way, and how each is going."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from core import calendario, clock
from core.models import Usuario
from ops.demo import asuntos
from ops.demo.cronica import Cronica
from ops.demo.encargos import Encargo
from ops.demo.municipio import Pueblo
from workflows.compromisos import actions as compromisos
from workflows.metas.actions import indicadores, intermedias, metas
from workflows.metas.models import Meta, MetaIntermedia

# (how far its approval went, days ago it began to run, milestones met, how late the next one is)
MARCHA = (
    ("ejecucion", 100, 2, 12),  # late on its critical path
    ("ejecucion", 90, 3, -6),  # as it should
    ("ejecucion", 80, 1, 4),  # a little late
    ("aprobada", -12, 0, 0),  # starts in two weeks
    ("revision", 0, 0, 0),
    ("programacion", 0, 0, 0),
    ("visada", 0, 0, 0),
    ("borrador", 0, 0, 0),
)
ETAPAS = ("borrador", "programacion", "revision", "visada", "aprobada", "ejecucion")
REPORTADA = 1  # the meta whose next milestone waits to be validated


@dataclass(slots=True)
class Planes:
    """Plans the metas into a crónica; `oportunidades` are met milestones the press may write of."""

    pueblo: Pueblo
    cronica: Cronica
    oportunidades: list[MetaIntermedia] = field(default_factory=list)

    def planear(self) -> None:
        for numero, marcha in enumerate(MARCHA):
            etapa, hace, _cumplidas, _tarde = marcha
            dias = max(hace, 0) + 12 if etapa == "ejecucion" else 18
            cuando = calendario.vigente().proxima_apertura(
                self.cronica.fin - timedelta(days=dias + numero)
            )
            self.cronica.en(cuando, self._propone(numero))

    def _propone(self, numero: int) -> Callable[[], None]:
        def hecho() -> None:
            titulo, ciudadana, tema, lugar, gerente, indicador, hitos = asuntos.METAS[numero]
            _etapa, hace, _cumplidas, _tarde = MARCHA[numero]
            previsto = clock.local(self.cronica.fin).date() - timedelta(days=hace)
            inicio = max(previsto, clock.today())
            meta = metas.crear(
                actor=self._p("metas"),
                titulo=titulo,
                descripcion_ciudadana=ciudadana,
                responsable_institucional=self._p("metas"),
                gerente=self._p(gerente),
                dependencia=self._p(gerente).area,
                inicio=inicio,
                fin_vigente=self._fecha(inicio, numero, len(hitos) - 1),
                presupuesto=Decimal(180_000 + 35_000 * numero),
                beneficiarios=int(indicador[3]) * 4,
                publica=True,
                nivel_reserva=0,
                temas=[self.pueblo.temas[tema]],
                lugares=[self.pueblo.lugares[lugar]],
            )
            if llega("programacion"):
                metas.programar(meta_id=meta.pk, actor=self._p(gerente))
                self._indicador(meta, indicador)
                self._hitos(meta, numero, hitos)
            if llega("revision"):
                metas.enviar_a_revision(meta_id=meta.pk, actor=self._p(gerente))
            if llega("visada"):
                self.cronica.despues(2, lambda: self._aprobar(meta, numero))

        def llega(etapa: str) -> bool:
            return ETAPAS.index(MARCHA[numero][0]) >= ETAPAS.index(etapa)

        return hecho

    def _indicador(self, meta: Meta, indicador: tuple[str, str, int, int]) -> None:
        nombre, unidad, base, valor = indicador
        indicadores.definir(
            meta_id=meta.pk,
            actor=self._gerente(meta),
            nombre=nombre,
            unidad=unidad,
            linea_base=Decimal(base),
            valor_meta=Decimal(valor),
            fuente="Dirección de Planificación",
        )

    def _hitos(self, meta: Meta, numero: int, hitos: tuple[str, ...]) -> None:
        pesos = [100 // len(hitos)] * len(hitos)
        pesos[-1] += 100 - sum(pesos)
        for orden, (titulo, peso) in enumerate(zip(hitos, pesos, strict=True)):
            intermedias.crear(
                meta_id=meta.pk,
                actor=self._gerente(meta),
                titulo=titulo,
                peso=peso,
                orden=orden + 1,
                responsable=self._p("obras") if orden % 2 else self._gerente(meta),
                fecha_vigente=self._fecha(meta.inicio, numero, orden),
                inicio=meta.inicio,
                entregable=f"{titulo}, con acta",
                ruta_critica=orden in {1, 2},
                oportunidad_comunicacional=orden % 2 == 0,
                lugares=meta.lugares.all(),
            )

    def _fecha(self, inicio: date | None, numero: int, orden: int) -> date:
        """Those met lie in the past; the next one is as late as the meta's story says."""
        _etapa, _hace, cumplidas, tarde = MARCHA[numero]
        hoy = clock.local(self.cronica.fin).date()
        if MARCHA[numero][0] != "ejecucion":
            return (inicio or hoy) + timedelta(days=30 * (orden + 1))
        if orden < cumplidas:
            return hoy - timedelta(days=25 * (cumplidas - orden) + 5)
        habiles = calendario.vigente().sumar(hoy, -tarde, "habiles").vence
        return habiles + timedelta(days=32 * (orden - cumplidas))

    def _aprobar(self, meta: Meta, numero: int) -> None:
        metas.visar(meta_id=meta.pk, actor=self._p("metas"))
        if MARCHA[numero][0] == "visada":
            return
        metas.aprobar(meta_id=meta.pk, actor=self._p("alcalde"))
        if MARCHA[numero][0] == "ejecucion":
            self.cronica.despues(12 + numero, lambda: self._trabajar(meta, numero))

    def _trabajar(self, meta: Meta, numero: int) -> None:
        _etapa, _hace, cumplidas, _tarde = MARCHA[numero]
        for mi in list(meta.intermedias.order_by("orden")[:cumplidas]):
            assert mi.fecha_vigente is not None
            antes = (mi.fecha_vigente - clock.today()).days - 2
            self.cronica.despues(max(antes, 1), self._reporta(mi))
        siguiente = meta.intermedias.order_by("orden")[cumplidas:][:1]
        for mi in siguiente:
            self.cronica.despues(5, self._avanza(mi))
            if numero == REPORTADA:
                hace_poco = self.cronica.fin - timedelta(days=4)
                cuando = calendario.vigente().proxima_apertura(hace_poco)
                self.cronica.en(cuando, partial(self._dice, mi))
        self._encarga(meta, numero)
        self._cada_semana(meta, numero)

    def _encarga(self, meta: Meta, numero: int) -> None:
        """Something the meta needs from somebody else."""
        compromiso = compromisos.crear(
            actor=self._gerente(meta),
            titulo=asuntos.DE_METAS[numero],
            tipo="tarea",
            responsable=self._p("social" if numero == 1 else "obras"),
            monitor=self._p("metas"),
            fecha=calendario.vigente().sumar(clock.today(), 15 + 20 * numero, "habiles").vence,
            origen_id=meta.pk,
            temas=meta.temas.all(),
            lugares=meta.lugares.all(),
        )
        Encargo(self.cronica, self.pueblo, compromiso, "abierta").planear()

    def _reporta(self, mi: MetaIntermedia) -> Callable[[], None]:
        def hecho() -> None:
            assert mi.responsable is not None
            intermedias.iniciar(mi_id=mi.pk, actor=mi.responsable)
            self._dice(mi)
            self.cronica.despues(1, validar)

        def validar() -> None:
            intermedias.validar(mi_id=mi.pk, actor=self._p("metas"))
            if mi.oportunidad_comunicacional:
                self.oportunidades.append(mi)

        return hecho

    def _dice(self, mi: MetaIntermedia) -> None:
        """Its responsable reports it met, with a link that shows it."""
        assert mi.responsable is not None
        intermedias.reportar(
            mi_id=mi.pk,
            actor=mi.responsable,
            informe=self.cronica.azar.choice(asuntos.INFORMES),
            enlace="https://puertoalborada.example/actas/metas",
        )

    def _avanza(self, mi: MetaIntermedia) -> Callable[[], None]:
        def hecho() -> None:
            assert mi.responsable is not None
            intermedias.iniciar(mi_id=mi.pk, actor=mi.responsable)
            intermedias.reportar_avance(mi_id=mi.pk, actor=mi.responsable, porcentaje=50)

        return hecho

    def _cada_semana(self, meta: Meta, numero: int) -> None:
        """The gerente's routine; the third meta has missed its last cycle."""
        falta = (clock.local(self.cronica.fin) - clock.local(clock.now())).days
        if numero == 2 and falta < 14:
            return
        metas.actualizar(
            meta_id=meta.pk,
            actor=self._gerente(meta),
            hecho="La cuadrilla avanzó según lo previsto.",
            sigue="Terminar el tramo y recibir el material.",
            necesita="Que el ministerio firme la lámina 4." if numero == 0 else "",
        )
        self.cronica.despues(6.5, lambda: self._cada_semana(meta, numero))

    def _gerente(self, meta: Meta) -> Usuario:
        assert meta.gerente is not None
        return meta.gerente

    def _p(self, usuario: str) -> Usuario:
        return self.pueblo.personas[usuario]
