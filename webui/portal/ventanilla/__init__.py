"""The counter of the portal: whoever needs something presents it, and follows what becomes of it.

Nobody has an account here. A form is sent by a browser that did some work for it (`prueba`); what
it made is followed with a code and a PIN (`consulta`). Nobody keeps a copy of these pages.
"""

# Where files come in from people without an account (ops.middleware.body_limit).
CON_ARCHIVOS = ("/solicitar/", "/mi-solicitud/caso/")
