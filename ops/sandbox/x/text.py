"""Texts as X keeps and shows them: length, t.co links, HTML escapes."""

import hashlib
import html
import string
import unicodedata
from dataclasses import dataclass
from typing import Any

from twitter_text import extract_urls_with_indices, parse_tweet

from ops.sandbox import accounts
from ops.sandbox.records import Tweet

LONGEST_TEXT = 280
DISPLAY_LENGTH = 26
ALPHABET = string.ascii_letters + string.digits


@dataclass(frozen=True)
class Part:
    """A piece of a text: plain, or a link when it has an address."""

    text: str
    expanded_url: str = ""

    @property
    def short_url(self) -> str:
        """The t.co address that stands for the link."""
        return f"https://t.co/{_slug(self.expanded_url)}"

    @property
    def display_url(self) -> str:
        """The link as people read it: without scheme, cut."""
        bare = self.expanded_url.split("://", 1)[1].removeprefix("www.")
        return bare if len(bare) <= DISPLAY_LENGTH else f"{bare[:DISPLAY_LENGTH]}…"


def normalized(text: str) -> str:
    """Return the text as X stores it: NFC, without spaces around."""
    return unicodedata.normalize("NFC", text).strip()


def weighted_length(text: str) -> int:
    """Return the length that X counts: a link is 23, an emoji 2."""
    return int(parse_tweet(text).weightedLength)


def valid_characters(text: str) -> bool:
    """Say whether every character is one X takes, for a text that is not too long."""
    return not text or bool(parse_tweet(text).valid)


def parts(text: str) -> list[Part]:
    """Split a text at its links; a bare domain is a link too."""
    found, last = [], 0
    for url in extract_urls_with_indices(text):
        start, end = url["indices"]
        address = url["url"]
        found.append(Part(text[last:start]))
        found.append(Part(address, address if "://" in address else f"http://{address}"))
        last = end
    found.append(Part(text[last:]))
    return [part for part in found if part.text]


def shown(tweet: Tweet) -> tuple[str, list[dict[str, Any]]]:
    """Return the text with its links shortened and its <, > and & escaped, and the links."""
    text, urls = "", []
    for part in [*parts(tweet.text), *_media_link(tweet)]:
        if not part.expanded_url:
            text += html.escape(part.text, quote=False)
            continue
        urls.append(_entity(part, start=len(text)))
        text += part.short_url
    if tweet.image_ids:
        media_url = urls[-1]["url"].removeprefix("https://t.co/")
        urls[-1] |= {
            "display_url": f"pic.x.com/{media_url}",
            "media_key": f"3_{tweet.image_ids[0]}",
        }
    return text, urls


def _media_link(tweet: Tweet) -> list[Part]:
    """Return what X appends to a text with images: a link to them."""
    if not tweet.image_ids:
        return []
    address = f"https://x.com/{accounts.X_USERNAME}/status/{tweet.id}/photo/1"
    return [*([Part(" ")] if tweet.text else []), Part(address, address)]


def _entity(part: Part, *, start: int) -> dict[str, Any]:
    return {
        "start": start,
        "end": start + len(part.short_url),
        "url": part.short_url,
        "expanded_url": part.expanded_url,
        "display_url": part.display_url,
    }


def _slug(url: str) -> str:
    digest = hashlib.sha256(url.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:10])
