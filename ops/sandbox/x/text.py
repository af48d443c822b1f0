"""Texts as X keeps and shows them: length, t.co links, HTML escapes."""

import hashlib
import html
import string
import unicodedata
from typing import Any

from twitter_text import extract_urls_with_indices, parse_tweet

from ops.sandbox import accounts
from ops.sandbox.state import Tweet

LONGEST_TEXT = 280
DISPLAY_LENGTH = 26
ALPHABET = string.ascii_letters + string.digits


def normalized(text: str) -> str:
    """Return the text as X stores it: NFC, without spaces around."""
    return unicodedata.normalize("NFC", text).strip()


def weighted_length(text: str) -> int:
    """Return the length that X counts: a link is 23, an emoji 2."""
    return int(parse_tweet(text).weightedLength)


def valid_characters(text: str) -> bool:
    """Say whether every character is one X takes."""
    return len(text) == 0 or parse_tweet(text).valid or weighted_length(text) > LONGEST_TEXT


def shown(tweet: Tweet) -> tuple[str, list[dict[str, Any]]]:
    """Return the text with its links shortened and its <, > and & escaped, and the links."""
    text, urls, last = "", [], 0
    for found in extract_urls_with_indices(tweet.text):
        start, end = found["indices"]
        text += html.escape(tweet.text[last:start], quote=False)
        urls.append(_link(found["url"], start=len(text)))
        text += urls[-1]["url"]
        last = end
    text += html.escape(tweet.text[last:], quote=False)
    if tweet.image_ids:
        text += " " if text else ""
        urls.append(_media_link(tweet, start=len(text)))
        text += urls[-1]["url"]
    return text, urls


def _link(url: str, *, start: int) -> dict[str, Any]:
    expanded = url if "://" in url else f"http://{url}"
    short = _short(expanded)
    bare = expanded.split("://", 1)[1].removeprefix("www.")
    display = bare if len(bare) <= DISPLAY_LENGTH else bare[:DISPLAY_LENGTH] + "…"
    return {
        "start": start,
        "end": start + len(short),
        "url": short,
        "expanded_url": expanded,
        "display_url": display,
    }


def _media_link(tweet: Tweet, *, start: int) -> dict[str, Any]:
    expanded = f"https://x.com/{accounts.X_USERNAME}/status/{tweet.id}/photo/1"
    link = _link(expanded, start=start)
    return link | {
        "display_url": f"pic.x.com/{_slug(expanded)}",
        "media_key": f"3_{tweet.image_ids[0]}",
    }


def _short(url: str) -> str:
    return f"https://t.co/{_slug(url)}"


def _slug(url: str) -> str:
    digest = hashlib.sha256(url.encode()).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:10])
