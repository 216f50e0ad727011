"""Where cases are kept: all SQL and all bytes."""
