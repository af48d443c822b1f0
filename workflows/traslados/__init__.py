"""What leaves as a sheet and what comes in as one, of every process."""
