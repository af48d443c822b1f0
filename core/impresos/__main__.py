"""The process that prints: `python -m core.impresos` reads a job as JSON, and writes the PDF.

It has no secret of ours, and no more memory and time than a long report needs. Nothing here may
import Django: the process starts in a tenth of a second.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime
from typing import Literal

import typst

MEMORIA = 1024 * 1024 * 1024
SEGUNDOS = 20
# One that lasts and that a screen reader reads; where a letter has a sign that no font of ours
# draws (an emoji), that cannot be had.
NORMAS: tuple[Literal["a-2a"] | None, ...] = ("a-2a", None)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CPU, (SEGUNDOS, SEGUNDOS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    trabajo = json.load(sys.stdin)
    compilador = typst.Compiler(
        trabajo["plantilla"],
        root=trabajo["raiz"],
        ignore_system_fonts=True,
        sys_inputs={"datos": trabajo["datos"]},
    )
    momento = datetime.fromisoformat(trabajo["momento"])
    for norma in NORMAS:
        try:
            hecho = compilador.compile(format="pdf", pdf_standards=norma, timestamp=momento)
        except typst.TypstError as error:
            dicho = error.message
            continue
        sys.stdout.buffer.write(hecho if isinstance(hecho, bytes) else b"")
        return 0
    sys.stderr.write(dicho)
    return 1


if __name__ == "__main__":
    sys.exit(main())
