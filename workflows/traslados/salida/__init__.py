"""Lists that leave as a sheet: their columns, the two forms a sheet takes, and who may have it."""
