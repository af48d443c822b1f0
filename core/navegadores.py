"""What a browser says that it is, in words that its person knows."""

from __future__ import annotations

# How a browser calls itself, the more particular first: Edge also says Chrome, Chrome also Safari.
NAVEGADORES = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SISTEMAS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def decir(dicho: str) -> str:
    """What a browser calls itself, in two words that its person knows: «Firefox, Windows».

    Only names from these lists: who sends a name of his own writes nothing into a mail.
    """
    cual = next((nombre for sena, nombre in NAVEGADORES if sena in dicho), "")
    donde = next((nombre for sena, nombre in SISTEMAS if sena in dicho), "")
    return ", ".join(filter(None, (cual, donde)))
