"""Names of units, items and files, and the numbers that identify units and people."""
