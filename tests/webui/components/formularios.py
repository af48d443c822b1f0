"""Sample forms: every kind of field, filters, the editor of a pieza."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict


class CompromisoForm(forms.Form):
    """A form with every kind of field."""

    primeros: ClassVar = ["tipo", "titulo", "detalle", "responsable", "fecha", "lugares", "foto"]

    tipo = forms.ChoiceField(
        label="Qué es",
        choices=[("c", "Compromiso: se le prometió a alguien"), ("t", "Tarea: un encargo interno")],
        widget=forms.RadioSelect,
        initial="c",
    )
    titulo = forms.CharField(
        label="Qué se va a hacer",
        max_length=200,
        help_text="Con palabras que entienda quien lo recibe.",
    )
    detalle = forms.CharField(
        label="Detalle", max_length=280, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    responsable = forms.ChoiceField(
        label="Responsable", choices=[("", "Elija a una persona"), ("1", "Luis Ábrego, Obras")]
    )
    fecha = forms.DateField(label="Para cuándo", widget=forms.DateInput(attrs={"type": "date"}))
    lugares = forms.MultipleChoiceField(
        label="Lugares",
        required=False,
        choices=[(n, f"Barrio {n}") for n in ("Centro", "El Roble", "Las Lajas", "Villa Nueva")],
    )
    foto = forms.ImageField(label="Fotografía", required=False, help_text="JPG o PNG, hasta 8 MB.")
    temas = forms.MultipleChoiceField(
        label="Temas",
        required=False,
        choices=[(str(n), f"Tema {n}") for n in range(1, 13)],
        widget=forms.CheckboxSelectMultiple,
    )
    publico = forms.BooleanField(
        label="Se muestra en el portal", required=False, help_text="Solo lo de reserva 0, pública."
    )
    clave = forms.CharField(label="Clave", required=False, widget=forms.PasswordInput)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("detalle"):
            self.add_error(None, "Un compromiso necesita decir a quién se prometió.")
        return self.cleaned_data


class FiltroForm(forms.Form):
    """Filters of a list."""

    primeros: ClassVar = ["q", "estado", "luz"]

    q = forms.CharField(label="Buscar", required=False)
    estado = forms.ChoiceField(
        label="Estado", required=False, choices=[("", "Cualquiera"), ("gestion", "En gestión")]
    )
    luz = forms.ChoiceField(
        label="Semáforo", required=False, choices=[("", "Todos"), ("atrasado", "Atrasados")]
    )
    responsable = forms.ChoiceField(
        label="Responsable", required=False, choices=[("", "Cualquiera"), ("1", "Luis Ábrego")]
    )
    lugar = forms.ChoiceField(
        label="Lugar", required=False, choices=[("", "Todos"), ("1", "El Roble")]
    )


class PiezaForm(forms.Form):
    """The editor of a pieza."""

    titulo = forms.CharField(label="Título", initial="Aprobados los planos del acueducto")
    facebook = forms.CharField(
        label="Facebook",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="¡Buenas noticias para El Roble! El ministerio aprobó los planos del acueducto.",
    )
    x = forms.CharField(
        label="X",
        widget=forms.Textarea(attrs={"rows": 2}),
        initial="Aprobados los planos del acueducto de El Roble: agua continua para 412 familias.",
    )


def bound_form() -> CompromisoForm:
    """A form sent with mistakes in it."""
    form = CompromisoForm(
        {"tipo": "x", "titulo": "", "detalle": "Con acta firmada.", "fecha": "32/13/2026"},
        MultiValueDict({"foto": [SimpleUploadedFile("nota.txt", b"no soy una foto")]}),
    )
    form.is_valid()
    return form
