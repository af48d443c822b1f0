"""Sheets that come in: what a file holds, what its columns are, what its rows become."""
