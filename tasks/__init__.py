"""Celery tasks: each drains rows or makes one domain call."""
