"""What a PDF says, as a reader of documents finds it."""

from __future__ import annotations

import pypdfium2


def texto(pdf: bytes) -> str:
    """The words of all its pages, however they are broken into lines."""
    documento = pypdfium2.PdfDocument(pdf)
    try:
        paginas = [pagina.get_textpage().get_text_bounded() for pagina in documento]
    finally:
        documento.close()
    return " ".join(" ".join(paginas).split())
