"""What X takes and what it charges."""

from __future__ import annotations

import re
from decimal import Decimal

from twitter_text import parse_tweet
from twitter_text.extract_urls import extract_urls

from channels.base import Measure
from channels.validation import ImageLimits

MAX_WEIGHT = 280
POST_ADDRESS = re.compile(r"(?:x|twitter)\.com/[^?#]*/status/(\d+)")
IMAGES = ImageLimits(
    max_bytes=dict.fromkeys(("image/jpeg", "image/png", "image/webp"), 5_000_000), max_alt=1000
)

# US dollars a post, pay per use; docs.x.com/x-api/getting-started/pricing
POST_COST = Decimal("0.015")
POST_WITH_LINK_COST = Decimal("0.200")


def compose(texto: str, enlace: str | None) -> str:
    """Return the text as it is sent: the link on a line of its own, unless it is there already."""
    texto = texto.rstrip()
    return texto if not enlace or enlace in texto else f"{texto}\n{enlace}"


def weigh(sent: str) -> Measure:
    """Count as X does: an address, or a bare domain, is 23; an emoji or a CJK letter 2."""
    cost = POST_WITH_LINK_COST if extract_urls(sent) else POST_COST
    return Measure(largo=parse_tweet(sent).weightedLength, limite=MAX_WEIGHT, costo_usd=cost)
