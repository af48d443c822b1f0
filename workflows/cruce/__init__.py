"""What crosses processes: queries, and who stands in for whom in all of them."""
