"""One case file, everybody who tries everything with it, and what holds after every step.

Each process says in its own file what it is: `FLECHAS` (each verb, from where to where, and for
whom), `RELOJES` (which deadlines are open in which state) and `PASOS` (how each verb is called,
well and badly). They are drawn from the domain, not from the code: where both differ, one is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from core import access, clock, transitions
from core.models import Caso
from core.transitions import NotAllowed, StaleVersion
from notifiers.models import Notificacion
from tests.maquinas import leyes
from tests.maquinas.declarado import Destino
from tests.maquinas.foto import foto
from tests.maquinas.gente import EMPLEADOS, ROLES, SISTEMA, TODOS, Gente
from tests.maquinas.mi_dia import ESPERA, espera, lo_que_se_le_ofrece
from workflows.plazos import actions as plazos

Datos = dict[str, Any]
Flechas = Mapping[tuple[str, str], tuple[Destino, frozenset[str]]]
RECHAZOS = (NotAllowed, StaleVersion, ValidationError, ObjectDoesNotExist)
AYER, AHORA = -1, 0
SE_VAN = 2
# Where a life ends, or nearly: led there less often.
FINALES = ("cancelada", "retirada", "desistida", "duplicada")


def de(*quienes: str) -> frozenset[str]:
    """Who may: roles, and what a person is to the case."""
    return frozenset(quienes)


@dataclass(frozen=True)
class Paso:
    """A verb: the action that takes it, what is typed well, and what badly (None: nothing is)."""

    accion: Callable[..., object]
    bien: Callable[[Any, Any], Datos] = lambda _vida, _caso: {}
    mal: Callable[[Any, Any], Datos] | None = None
    con_version: bool = True
    error: type[Exception] = ValidationError  # what is said of what is typed badly


def rechazado(accion: Callable[..., object], datos: Datos) -> Exception | None:
    """Do it, or say how it was refused."""
    try:
        with transaction.atomic():
            accion(**datos)
    except RECHAZOS as rechazo:
        return rechazo
    return None


class Vida(RuleBasedStateMachine):
    """The life of one case file, in a transaction that is thrown away."""

    MODELO: ClassVar[type[Caso]]
    CLAVE: ClassVar[str]  # what its actions call its id
    COMIENZO: ClassVar[datetime]
    FLECHAS: ClassVar[Flechas]
    RELOJES: ClassVar[Mapping[str, frozenset[str]]]
    PASOS: ClassVar[Mapping[str, Paso]]
    SUCESOS: ClassVar[tuple[str, ...]] = (
        *("seguir_adelante",) * 12,
        *("intentar",) * 8,
        *("dejar_pasar",) * 3,
        *("suplir",) * 2,
        "irse",
        "mirar_mi_dia",
    )
    ids: ClassVar[dict[str, int]]
    dados: ClassVar[Counter[tuple[str, str]]]  # arrows taken, over all lives
    # Those taken before this run of lives: within one the same draws must find the same choices.
    sabido: ClassVar[frozenset[tuple[str, str]]] = frozenset()

    caso_id: int
    andado: Counter[str]  # verbs taken, in this life

    def __init__(self) -> None:
        super().__init__()
        self.bloque: AbstractContextManager[object] = self.aparte()
        self.bloque.__enter__()
        self.hora: AbstractContextManager[None] | None = None
        self.poner_hora(self.COMIENZO)
        self.gente = Gente(self.ids)
        self.ultimo_aviso = max(Notificacion.objects.values_list("pk", flat=True), default=0)
        self.veces = 0
        self.andado = Counter[str]()

    def teardown(self) -> None:
        if self.hora:
            self.hora.__exit__(None, None, None)
        self.bloque.__exit__(None, None, None)

    @contextmanager
    def aparte(self) -> Iterator[None]:
        """Whatever is written inside is thrown away."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    # What happens.

    @rule(datos=st.data())
    def pasa_algo(self, datos: st.DataObject) -> None:
        """One of `SUCESOS`, those that stand there more often more often.

        One rule, or hypothesis would leave some of them out of whole lives.
        """
        getattr(self, datos.draw(st.sampled_from(self.SUCESOS), label="suceso"))(datos)

    def seguir_adelante(self, datos: st.DataObject) -> None:
        """Random people rarely agree on the way: one of those who may takes a step."""
        if pueden := self.posibles():
            verbo = datos.draw(st.sampled_from(self.por_peso(pueden)), label="verbo")
            self.dar(verbo, datos.draw(st.sampled_from(pueden[verbo]), label="quien"))

    def intentar(self, datos: st.DataObject) -> None:
        """Anybody tries any verb, with good data or bad, from a form that is fresh or stale."""
        verbo = datos.draw(st.sampled_from(sorted(self.PASOS)), label="verbo")
        quien = datos.draw(st.sampled_from(TODOS), label="quien")
        mal = datos.draw(st.sampled_from([False, False, True]), label="mal")
        visto = datos.draw(st.sampled_from([None, AHORA, AHORA, AYER]), label="visto")
        self.dar(verbo, quien, mal=mal, visto=visto)

    def dejar_pasar(self, datos: st.DataObject) -> None:
        """Hours or days; and the clock looks at the deadlines. A second look finds nothing."""
        horas = datos.draw(st.sampled_from([1, 5, 24, 72, 24 * 9]), label="horas")
        self.poner_hora(clock.now() + timedelta(hours=horas))
        plazos.barrer()
        assert plazos.barrer() == 0

    def suplir(self, datos: st.DataObject) -> None:
        """Somebody stands in for somebody, mostly one of the case's own people, for some days."""
        caso = self.caso
        suyos = [uno for uno in EMPLEADOS if len(self.es(uno, caso)) > 1]
        titular = datos.draw(st.sampled_from([*suyos * 4, *EMPLEADOS]), label="titular")
        self.gente.suplir(titular, datos.draw(st.sampled_from(EMPLEADOS), label="suplente"))

    def mirar_mi_dia(self, datos: st.DataObject) -> None:
        """Whatever Mi día lists, the person may do."""
        quien = datos.draw(st.sampled_from(EMPLEADOS), label="quien")
        for caso, verbos in lo_que_se_le_ofrece(self.gente.persona(quien)):
            self.puede_algo(quien, caso, verbos)

    def irse(self, datos: st.DataObject) -> None:
        """Somebody leaves the town hall; not everybody."""
        if len(self.gente.idos) < SE_VAN:
            self.gente.irse(datos.draw(st.sampled_from(EMPLEADOS), label="quien"))

    # What holds afterwards.

    @invariant()
    def su_historia_lo_cuenta(self) -> None:
        for caso in self.casos():
            leyes.esta_donde_dice_su_historia(caso)

    @invariant()
    def corren_sus_plazos_y_ninguno_mas(self) -> None:
        caso = self.caso
        leyes.corren(caso, self.relojes(caso))

    @invariant()
    def se_avisa_una_vez_y_a_quien_lo_ve(self) -> None:
        leyes.se_avisa_una_vez()
        self.ultimo_aviso = leyes.solo_se_dice_a_quien_lo_ve(self.ultimo_aviso)

    @invariant()
    def espera_a_quien_puede(self) -> None:
        """What waits for a person, she may do: who stands in for another looks, and one more."""
        self.veces += 1
        caso, verbos = self.caso, ESPERA.get((self.MODELO.CLASE, str(self.caso.estado)), ())
        for quien in {EMPLEADOS[self.veces % len(EMPLEADOS)], *self.gente.suplentes()}:
            if espera(caso, self.gente.persona(quien)):
                self.puede_algo(quien, caso, verbos)

    # What a process says.

    def relojes(self, caso: Any) -> Iterable[str]:
        """The kinds of deadline that are open now."""
        return self.RELOJES[caso.estado]

    def papeles(self, caso: Any) -> Mapping[str, Iterable[int | None]]:
        """Who is what to it, by the columns of its row."""
        raise NotImplementedError

    def condicion(self, verbo: str, caso: Any) -> bool:
        """Whether the case itself allows the verb, whoever takes it."""
        return True

    def veta(self, verbo: str, caso: Any, como: str, quien: str) -> bool:
        """Whether what `quien` is to it forbids the verb, in the place of `como`."""
        return False

    def casos(self) -> list[Caso]:
        """Every case file of this life."""
        return [self.caso]

    def anotar(self, verbo: str, despues: Any) -> None:
        """Remember of a step what no column says, whether it was taken alone or in a race."""

    def al_darse(self, verbo: str, quien: str, antes: Any, despues: Any) -> None:
        """What else must be true once a verb was taken."""

    # How it works.

    @property
    def caso(self) -> Any:
        """As it stands in the database."""
        return self.MODELO._default_manager.get(pk=self.caso_id)

    def poner_hora(self, instante: datetime) -> None:
        if self.hora:
            self.hora.__exit__(None, None, None)
        self.hora = clock.moved_to(instante)
        self.hora.__enter__()

    def es(self, nombre: str, caso: Any) -> set[str]:
        """Everything a person is: the role, and what she is to the case."""
        pk = self.gente.ids[nombre]
        papeles = {papel for papel, pks in self.papeles(caso).items() if pk in pks}
        return {ROLES[nombre]} | papeles

    def permite(self, verbo: str, caso: Any, quien: str) -> bool:
        """Whether the domain lets `quien` do `verbo` now."""
        _destino, quienes = self.FLECHAS.get((verbo, caso.estado), ("", frozenset()))
        return any(
            self.es(como, caso) & quienes and not self.veta(verbo, caso, como, quien)
            for como in self.gente.identidades(quien)
        ) and self.condicion(verbo, caso)

    def puede_algo(self, quien: str, caso: Any, verbos: Iterable[str]) -> None:
        puede = any(self.puede(verbo, caso, quien) for verbo in verbos)
        assert puede, f"{quien} is offered {caso} in «{caso.estado}», and may none of {verbos}"

    def puede(self, verbo: str, caso: Any, quien: str) -> bool:
        """The same of any case file; of another process than this one, as it declares."""
        if isinstance(caso, self.MODELO):
            return self.permite(verbo, caso, quien)
        return access.can(self.gente.persona(quien), verbo, caso) is not None

    def posibles(self) -> dict[str, list[str]]:
        """Who may take which verb now, and sees the case."""
        caso = self.caso
        leen = access.readers((pk, caso.pk) for pk in self.gente.ids.values())
        ven = [uno for uno, pk in self.gente.ids.items() if (pk, caso.pk) in leen]
        pueden = {
            verbo: [uno for uno in (*ven, SISTEMA) if self.permite(verbo, caso, uno)]
            for verbo in self.PASOS
        }
        return {verbo: quienes for verbo, quienes in pueden.items() if quienes}

    def por_peso(self, verbos: Iterable[str]) -> list[str]:
        """The verbs, those that lead somewhere else more often, and less where a life ends.

        Each less often the oftener it was taken, or whole lives are spent going to and fro.
        """
        estado = self.caso.estado
        suyos = sorted(verbos, key=lambda uno: uno in self.MODELO.PERMISOS)
        return [uno for uno in suyos for _vez in range(self.peso(uno, estado))]

    def peso(self, verbo: str, estado: str) -> int:
        destino, _quienes = self.FLECHAS[verbo, estado]
        pesos: dict[Destino, int] = {estado: 2, **dict.fromkeys(FINALES, 0)}
        return 1 + pesos.get(destino, 9) // (1 + self.andado[verbo])

    def ve(self, quien: str) -> bool:
        suyo = self.MODELO._default_manager.filter(pk=self.caso_id)
        return access.scope(suyo, self.gente.persona(quien)).exists()

    def dar(self, verbo: str, quien: str, *, mal: bool = False, visto: int | None = None) -> None:
        """Take a step: it is taken if the domain says so, else refused with nothing changed."""
        antes, paso = self.caso, self.PASOS[verbo]
        mal, visto = mal and paso.mal is not None, visto if paso.con_version else None
        debe = self.rechazo(verbo, antes, quien, mal=mal, viejo=visto == AYER)
        self.coincide_con_lo_declarado(verbo, antes, quien)
        escrito = self.escrito(paso, antes, quien, mal=mal, visto=visto)
        foto_antes = foto() if debe else {}
        rechazo = rechazado(paso.accion, escrito)
        if rechazo is None:
            assert not debe, f"{quien} could {verbo} in «{antes.estado}», against {debe}"
            self.se_dio(verbo, quien, antes)
        else:
            assert isinstance(rechazo, tuple(debe)), f"{quien} could not {verbo}: {rechazo!r}"
            assert foto() == foto_antes, f"the refused {verbo} changed something"

    def escrito(
        self, paso: Paso, caso: Any, quien: str, *, mal: bool = False, visto: int | None = None
    ) -> Datos:
        """What the action is called with."""
        datos = (paso.mal if mal and paso.mal else paso.bien)(self, caso)
        version = {} if visto is None else {"version": caso.version + visto}
        return {self.CLAVE: caso.pk, "actor": self.gente.persona(quien), **datos, **version}

    def se_dio(self, verbo: str, quien: str, antes: Any) -> None:
        """It led where the domain says."""
        self.dados[verbo, antes.estado] += 1
        self.andado[verbo] += 1
        despues = self.caso
        assert despues.estado == self.destino(verbo, antes)
        assert despues.version > antes.version
        self.anotar(verbo, despues)
        self.al_darse(verbo, quien, antes, despues)

    def destino(self, verbo: str, antes: Any) -> str:
        """Where this step leads this case; a process says so of those that lead to several."""
        destino, _quienes = self.FLECHAS[verbo, antes.estado]
        assert isinstance(destino, str), f"{verbo} leads to {destino}: to which?"
        return destino

    def rechazo(
        self, verbo: str, caso: Any, quien: str, *, mal: bool, viejo: bool
    ) -> set[type[Exception]]:
        """Every reason for which the step should be refused; none: it should be taken."""
        if not self.ve(quien):
            return {ObjectDoesNotExist}
        razones: dict[type[Exception], bool] = {
            StaleVersion: viejo,
            NotAllowed: not self.permite(verbo, caso, quien),
        }
        escrito = {self.PASOS[verbo].error} if mal else set()
        return escrito | {razon for razon, vale in razones.items() if vale}

    def coincide_con_lo_declarado(self, verbo: str, caso: Any, quien: str) -> None:
        """What is declared lets nobody through whom the domain does not name, nor the reverse."""
        if verbo in type(caso).PERMISOS:
            return
        persona = self.gente.persona(quien)
        try:
            transitions.allow(caso, verbo, persona)
            declarado = True
        except NotAllowed:
            declarado = False
        permitido = self.permite(verbo, caso, quien)
        assert declarado or not permitido, f"{quien} may not {verbo} by what is declared"
        if declarado and not permitido:
            assert self.veta_la_accion(verbo, caso, quien), f"{quien} may {verbo} as declared"

    def veta_la_accion(self, verbo: str, caso: Any, quien: str) -> bool:
        """Whether it is the action, which knows who acts, that refuses what is declared."""
        return any(self.veta(verbo, caso, como, quien) for como in self.gente.identidades(quien))
