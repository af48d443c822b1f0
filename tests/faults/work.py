"""Work that is put at risk, made through the actions, and what became of it: the truth is counted
at the sandbox, where mails and posts arrive, and held against the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from channels.models import Publicacion
from core import clock
from core.models import Actor, Usuario
from notifiers import claims, queue
from notifiers.claims import ESPERAS
from notifiers.models import Entrega, Medio
from tests.builders import un_compromiso
from tests.faults.base import Outcome, until
from tests.faults.town import PATIENCE, Town
from workflows.comunicacion import actions as piezas
from workflows.comunicacion import queries, states
from workflows.comunicacion.models import Pieza

NETWORKS = {"facebook": ("facebook", "message"), "twitter": ("x", "text")}
CANALES = ("web", *NETWORKS)
ROW = re.compile(r"<correo-(\d+)@")
TITLE = re.compile(r"Prueba\d{3}-\d{4}\.")


def who(name: str) -> Usuario:
    """Somebody of the cast."""
    return Usuario.objects.get(email=f"{name}@alborada.test")


@dataclass(frozen=True, slots=True)
class Mails:
    """Deliveries of notices that people were told in the same way as by an action."""

    town: Town
    ids: list[int]
    titles: frozenset[str] = frozenset()

    @classmethod
    def to_luis(cls, town: Town, many: int, *, medio: str = Medio.CORREO) -> Mails:
        """Tell Luis so many things of a case file of his."""
        luis = who("luis")
        caso = un_compromiso(
            who("tomas"), luis, Actor.objects.all()[0], titulo=town.name(), enviado=False
        )
        mails = cls(town, [], frozenset([caso.titulo]))
        with transaction.atomic():
            for number in range(many):
                queue.notify(
                    "T01", expediente=caso, clave=f"{caso.codigo}:{number}",
                    usuarios=[luis], medio=medio,
                )  # fmt: skip
        rows = Entrega.objects.filter(notificacion__expediente=caso.pk, medio=medio)
        mails.ids.extend(rows.order_by("pk").values_list("pk", flat=True))
        return mails

    def __add__(self, other: Mails) -> Mails:
        return Mails(self.town, [*self.ids, *other.ids], self.titles | other.titles)

    def states(self) -> Counter[str]:
        """How many rows are in which state."""
        return Counter(Entrega.objects.filter(pk__in=self.ids).values_list("estado", flat=True))

    def done(self) -> bool:
        """Whether every row says that it was delivered."""
        return self.states() == {Entrega.Estado.ENTREGADA: len(self.ids)}

    def due(self) -> int:
        """How many are under way, or would be if a worker looked."""
        waiting = Q(estado=Entrega.Estado.PENDIENTE, disponible_en__lte=clock.now())
        rows = Entrega.objects.filter(waiting | Q(estado=Entrega.Estado.ENVIANDO), pk__in=self.ids)
        return rows.count()

    def arrived(self) -> Counter[int]:
        """How often a mail of ours reached the server, by the row that its Message-ID names."""
        mails = self.town.sandbox.mails("luis@alborada.test")
        ours = [mail for mail in mails if self._is_ours(mail["subject"])]
        names = (dict(mail["headers"]).get("Message-ID", "") for mail in ours)
        return Counter(int(found[1]) for name in names if (found := ROW.match(name)))

    def _is_ours(self, subject: str) -> bool:
        return any(title in subject for title in self.titles)

    def verdict(self, *, harm: int, seconds: float = PATIENCE) -> Outcome:
        """Wait until all is done, and count."""
        took = wait(self.done, seconds)
        arrived = self.arrived()
        delivered = set(self._in(Entrega.Estado.ENTREGADA))
        return Outcome(
            tried=len(self.ids),
            lost=len([pk for pk in self.ids if not arrived[pk] or pk not in delivered]),
            # What was told under another name.
            doubled=len(set(arrived) - set(self.ids)),
            repeated=sum(times - 1 for times in arrived.values()),
            recover_s=took,
            harm=harm,
        )

    def verdict_after_waits(self, *, harm: int) -> Outcome:
        """The same, with the clock moved to when what failed is tried again, up to a day later."""
        for _espera in ESPERAS:
            until(lambda: not self.due(), "nothing due", seconds=PATIENCE)
            if not (last := self._last_try()):
                break
            self.town.adelantar(seconds=(last - clock.now()).total_seconds() + 1)
        by_hand = claims.reintentar(self._in(Entrega.Estado.FALLIDA))
        return replace(self.verdict(harm=harm), by_hand=by_hand)

    def _last_try(self) -> datetime | None:
        """When the last of those that wait is to be tried; None if none waits."""
        waiting = Entrega.objects.filter(pk__in=self.ids, estado=Entrega.Estado.PENDIENTE)
        last: datetime | None = waiting.aggregate(last=Max("disponible_en"))["last"]
        return last

    def _in(self, estado: str) -> Iterable[int]:
        rows = Entrega.objects.filter(pk__in=self.ids, estado=estado)
        return rows.values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piezas on their way to every channel."""

    town: Town
    titles: dict[int, str]

    @classmethod
    def written(cls, town: Town, many: int, **fields: Any) -> Pieces:
        """So many, sent to be approved by whoever did not write them."""
        name, bruno = town.name(), who("bruno")
        titles = {}
        for number in range(many):
            titulo = f"{name}-{number:04}."
            fields = {"cuerpo": "Desde hoy sirve a 412 familias."} | fields
            entradilla = f"{titulo} Lo cuenta la Alcaldía."
            pieza = piezas.crear(actor=bruno, titulo=titulo, entradilla=entradilla, **fields)
            piezas.enviar(pieza_id=pieza.pk, actor=bruno)
            titles[pieza.pk] = titulo
        return cls(town, titles)

    @classmethod
    def approved(cls, town: Town, many: int, **fields: Any) -> Pieces:
        """So many, approved: each is due at every channel."""
        pieces = cls.written(town, many, **fields)
        pieces.approve()
        return pieces

    def approve(self) -> None:
        """Paula reads and approves those that wait for it."""
        paula = who("paula")
        for pieza in Pieza.objects.filter(pk__in=self.titles, estado=states.EN_REVISION):
            piezas.aprobar(pieza_id=pieza.pk, actor=paula, huella=queries.huella(pieza))

    def __add__(self, other: Pieces) -> Pieces:
        return Pieces(self.town, self.titles | other.titles)

    def codes(self) -> list[str]:
        """How people call them."""
        rows = Pieza.objects.filter(pk__in=self.titles)
        return list(rows.values_list("codigo", flat=True))

    def publications(self) -> QuerySet[Publicacion]:
        """Their rows, one for each channel."""
        return Publicacion.objects.filter(expediente__in=self.titles)

    def rows(self) -> Counter[tuple[str, str]]:
        """How many publications are in which state, by channel."""
        return Counter(self.publications().values_list("canal", "estado"))

    def under_way(self) -> int:
        """How many a worker has in hand, or would if it looked."""
        due = Q(
            estado__in=["pendiente", "programada", "desconocida"], disponible_en__lte=clock.now()
        )
        return self.publications().filter(due | Q(estado="publicando")).count()

    def done(self) -> bool:
        """Whether every piece says that it is out at every channel."""
        out = {(canal, Publicacion.Estado.PUBLICADA): len(self.titles) for canal in CANALES}
        return self.rows() == out

    def on(self, canal: str) -> Counter[str]:
        """How often each of ours stands at a network, whatever was hidden or deleted counted."""
        network, text = NETWORKS[canal]
        posts = self.town.sandbox.posts(network, hidden=True)
        told = (title for post in posts for title in TITLE.findall(post[text])[:1])
        ours = set(self.titles.values())
        return Counter(title for title in told if title in ours)

    def verdict(self, *, harm: int, seconds: float = PATIENCE) -> Outcome:
        """Wait until all is out, and count the posts of each piece at each channel."""
        took = wait(self.done, seconds)
        lost = doubled = 0
        for canal in CANALES:
            written = self._out(canal)
            standing = self.on(canal) if canal in NETWORKS else Counter(written.values())
            for pk, titulo in self.titles.items():
                lost += not standing[titulo] or pk not in written
                doubled += max(standing[titulo] - 1, 0)
        tried = len(CANALES) * len(self.titles)
        return Outcome(tried=tried, lost=lost, doubled=doubled, recover_s=took, harm=harm)

    def _out(self, canal: str) -> dict[int, str]:
        rows = self.publications().filter(canal=canal, estado=Publicacion.Estado.PUBLICADA)
        return {pk: self.titles[pk] for pk in rows.values_list("expediente_id", flat=True)}


def wait(done: object, seconds: float) -> float:
    """How long until `done()`; all of `seconds` if it never was, which the count then shows."""
    assert callable(done)
    try:
        return until(done, "all done", seconds=seconds, every=0.2)
    except TimeoutError:
        return seconds
