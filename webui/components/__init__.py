"""What the template tags compute: plain Python, no models, no database. docs/components.md."""
