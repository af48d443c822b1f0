"""What crosses processes: queries only."""
