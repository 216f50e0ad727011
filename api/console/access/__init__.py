"""Pages of the way in: log-in, second factor, account."""
