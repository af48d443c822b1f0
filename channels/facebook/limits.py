"""What a Facebook page takes."""

import re

from channels.validation import ImageLimits

MAX_CHARS = 63_206
POST_ADDRESS = re.compile(
    r"facebook\.com/(?:(?P<whole>\d+_\d+)"
    r"|[^?#]*(?:posts|photos|videos)/(?:[^/?#]+/)?(?P<post>pfbid\w+|\d+)"
    r"|[^#]*story_fbid=(?P<story>pfbid\w+|\d+))"
)
IMAGES = ImageLimits(max_bytes={"image/jpeg": 10_000_000, "image/png": 10_000_000}, max_alt=1000)

# Answers of Graph by code; developers.facebook.com/docs/graph-api/guides/error-handling
EXPIRED_TOKEN = frozenset({102, 190})
NO_PERMISSION = frozenset({10, *range(200, 300)})
TOO_MANY = frozenset({4, 17, 32, 341, 613, *range(80_000, 80_015)})
POLICY = 368
DUPLICATE = 506
PHOTOS_POSTED_BEFORE = 1366051  # a subcode of 100: an attempt with these photos did go out
GONE = frozenset({100, 803})
OUR_FAULT_OR_THEIRS = frozenset({1, 2})

# What a token must allow for posting to a page and reading it back.
SCOPES = frozenset({"pages_manage_posts", "pages_read_engagement"})
