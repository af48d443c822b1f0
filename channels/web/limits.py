"""What the municipality's own page takes."""

from channels.validation import ImageLimits

# The house refuses larger files before they get here (core.adjuntos).
IMAGES = ImageLimits(
    max_bytes=dict.fromkeys(("image/jpeg", "image/png", "image/webp"), 15_728_640), max_alt=1000
)
