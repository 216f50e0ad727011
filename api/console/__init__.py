"""The officers' console: pages made by the server, which work with keys, small scripts and no build step."""
