"""What a page is to people who zoom, type or cannot bear movement, asked of a real browser."""
