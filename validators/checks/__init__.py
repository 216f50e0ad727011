"""Rules, one a file: each a pure function that yields findings."""
