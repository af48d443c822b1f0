"""Work that is put at risk, made through the actions, and what became of it: the truth is counted
at the sandbox, where mails and posts arrive, and held against the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from channels.models import Publicacion
from core.models import Actor, Usuario
from notifiers import queue
from notifiers.models import Entrega, Medio
from tests.builders import un_compromiso
from tests.faults.base import Outcome, until
from tests.faults.town import PATIENCE, Town
from workflows.comunicacion import actions as piezas
from workflows.comunicacion import queries, states
from workflows.comunicacion.models import Pieza

NETWORKS = {"facebook": ("facebook", "message"), "twitter": ("x", "text")}
CANALES = ("web", *NETWORKS)
TITLE = re.compile(r"Prueba\d{3}-\d{4}\.")


def who(name: str) -> Usuario:
    """Somebody of the cast."""
    return Usuario.objects.get(email=f"{name}@alborada.test")


@dataclass(frozen=True, slots=True)
class Mails:
    """Deliveries of notices that people were told in the same way as by an action."""

    town: Town
    ids: list[int]

    @classmethod
    def to_luis(cls, town: Town, many: int, *, medio: str = Medio.CORREO) -> Mails:
        """Tell Luis so many things of a case file of his."""
        caso = un_compromiso(
            who("tomas"), who("luis"), Actor.objects.all()[0], titulo=town.name(), enviado=False
        )
        mails = cls(town, [])
        for number in range(many):
            queue.notify(
                "T01", expediente=caso, clave=f"{caso.codigo}:{number}", usuarios=[who("luis")],
                medio=medio,
            )  # fmt: skip
        rows = Entrega.objects.filter(notificacion__expediente=caso.pk, medio=medio)
        mails.ids.extend(rows.order_by("pk").values_list("pk", flat=True))
        return mails

    def __add__(self, other: Mails) -> Mails:
        return Mails(self.town, [*self.ids, *other.ids])

    def states(self) -> Counter[str]:
        """How many rows are in which state."""
        return Counter(Entrega.objects.filter(pk__in=self.ids).values_list("estado", flat=True))

    def done(self) -> bool:
        """Whether every row says that it was delivered."""
        return self.states() == {Entrega.Estado.ENTREGADA: len(self.ids)}

    def arrived(self) -> Counter[int]:
        """How often the mail of each row reached the server, known by its Message-ID."""
        seen: Counter[int] = Counter()
        for mail in self.town.sandbox.mails(who("luis").email):
            found = re.match(r"<correo-(\d+)@", dict(mail["headers"]).get("Message-ID", ""))
            if found:
                seen[int(found[1])] += 1
        return seen

    def verdict(self, *, harm: int, seconds: float = PATIENCE) -> Outcome:
        """Wait until all is done, and count."""
        took = wait(self.done, seconds)
        arrived = self.arrived()
        delivered = set(self._in(Entrega.Estado.ENTREGADA))
        return Outcome(
            tried=len(self.ids),
            lost=len([pk for pk in self.ids if not arrived[pk] or pk not in delivered]),
            # Whatever else came for Luis meanwhile was told under another name.
            doubled=len(set(arrived) - set(self.ids)),
            repeated=sum(times - 1 for times in arrived.values()),
            recover_s=took,
            harm=harm,
        )

    def _in(self, estado: str) -> Iterable[int]:
        rows = Entrega.objects.filter(pk__in=self.ids, estado=estado)
        return rows.values_list("pk", flat=True)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Piezas on their way to every channel."""

    town: Town
    titles: dict[int, str]

    @classmethod
    def written(cls, town: Town, many: int) -> Pieces:
        """So many, sent to be approved by whoever did not write them."""
        name, bruno = town.name(), who("bruno")
        titles = {}
        for number in range(many):
            titulo = f"{name}-{number:04}."
            pieza = piezas.crear(
                actor=bruno, titulo=titulo, entradilla=f"{titulo} Lo cuenta la Alcaldía.",
                cuerpo="Desde hoy sirve a 412 familias.",
            )  # fmt: skip
            piezas.enviar(pieza_id=pieza.pk, actor=bruno)
            titles[pieza.pk] = titulo
        return cls(town, titles)

    @classmethod
    def approved(cls, town: Town, many: int) -> Pieces:
        """So many, approved: each is due at every channel."""
        pieces = cls.written(town, many)
        pieces.approve()
        return pieces

    def approve(self) -> None:
        """Paula reads and approves those that wait for it."""
        paula = who("paula")
        for pieza in Pieza.objects.filter(pk__in=self.titles, estado=states.EN_REVISION):
            piezas.aprobar(pieza_id=pieza.pk, actor=paula, huella=queries.huella(pieza))

    def __add__(self, other: Pieces) -> Pieces:
        return Pieces(self.town, self.titles | other.titles)

    def rows(self) -> Counter[tuple[str, str]]:
        """How many publications are in which state, by channel."""
        rows = Publicacion.objects.filter(expediente__in=self.titles)
        return Counter(rows.values_list("canal", "estado"))

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
        rows = Publicacion.objects.filter(
            expediente__in=self.titles, canal=canal, estado=Publicacion.Estado.PUBLICADA
        )
        return {pk: self.titles[pk] for pk in rows.values_list("expediente_id", flat=True)}


def wait(done: object, seconds: float) -> float:
    """How long until `done()`; all of `seconds` if it never was, which the count then shows."""
    assert callable(done)
    try:
        return until(done, "all done", seconds=seconds, every=0.2)
    except TimeoutError:
        return seconds
