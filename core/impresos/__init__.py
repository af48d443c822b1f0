"""What is printed: a template of typst and facts go in, a PDF comes out (`hoja.pdf`).

A template stands in the room that knows what is in it; the letterhead is common (`membrete.typ`).
Facts are never read as markup: what people wrote comes out as they wrote it. Nothing here may
import Django: the process that prints starts in a tenth of a second.
"""
