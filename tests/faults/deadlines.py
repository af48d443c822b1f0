"""Compromisos that fall due, and what their responsable was told of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from core.models import Actor
from tests.builders import un_compromiso
from tests.faults.base import Outcome
from tests.faults.town import PATIENCE, Town
from tests.faults.work import wait, who

LUIS = "luis@alborada.test"
# What the mails of the stages begin with.
TWO_DAYS, TOMORROW = "Vence en 2 días hábiles: ", "Vence mañana: "
TODAY, LATE = "Vence hoy: ", "Atrasado: "
STAGES = (TWO_DAYS, TOMORROW, TODAY, LATE)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Compromisos of Luis's, each with a title of its own."""

    town: Town
    titles: list[str]

    @classmethod
    def due(cls, town: Town, fecha: date, many: int) -> Deadlines:
        """So many that Tomás gave him for that day."""
        name, vecinos = town.name(), Actor.objects.all()[0]
        titles = [f"{name}-{number:04}." for number in range(many)]
        for titulo in titles:
            un_compromiso(who("tomas"), who("luis"), vecinos, titulo=titulo, fecha=fecha)
        return cls(town, titles)

    def told(self) -> Counter[tuple[str, str]]:
        """How often which stage of which was told, by other mails: sent again is not told again."""
        mails = self.town.sandbox.mails(LUIS)
        names = {dict(mail["headers"])["Message-ID"]: mail["subject"].strip() for mail in mails}
        return Counter(
            (stage, titulo)
            for subject in names.values()
            for stage in STAGES
            if subject.startswith(stage)
            for titulo in self.titles
            if titulo in subject
        )

    def verdict(self, *stages: str, harm: int, seconds: float = PATIENCE) -> Outcome:
        """Wait until each of them was told of all, and count."""
        expected = {(stage, titulo) for stage in stages for titulo in self.titles}
        took = wait(lambda: expected <= set(self.told()), seconds)
        self.town.dos_ticks()
        told = self.told()
        return Outcome(
            tried=len(expected),
            lost=len(expected - set(told)),
            doubled=sum(told.values()) - len(set(told) & expected),
            recover_s=took,
            harm=harm,
        )
