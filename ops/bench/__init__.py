"""What it costs, beside what it cannot cost less than: `make bench` (docs/bench.md)."""
