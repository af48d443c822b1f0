"""Everything encrypted under the newest key of CLAVES_CIFRADO, so that the others may go."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError

from ops import claves


class Command(BaseCommand):
    """Encrypts again what an older key encrypted; repeating it changes nothing."""

    help = "Puts every secret of the database under the newest key of CLAVES_CIFRADO."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was done; fail if something could not be opened, and say which rows."""
        ilegibles = []
        for que in claves.CIFRADOS:
            hecho = claves.renovar(que)
            self.stdout.write(
                f"{que.nombre}: {hecho.renovadas} renovadas, {hecho.estaban} ya estaban,"
                f" {len(hecho.ilegibles)} ilegibles."
            )
            ilegibles += [f"{que.nombre} {pk}" for pk in hecho.ilegibles]
        if ilegibles:
            raise CommandError(
                "Ninguna clave de CLAVES_CIFRADO abre: "
                + ", ".join(ilegibles)
                + ". Vuelva a poner la que falta, o vuelva a escribirlas."
            )
        self.stdout.write("Todo está bajo la primera clave: las demás ya se pueden quitar.")
