"""Who may come in: passwords, second factors, log-ins, tokens."""
