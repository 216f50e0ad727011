"""Realistic submissions of larger firms to a labour and social-security office."""
