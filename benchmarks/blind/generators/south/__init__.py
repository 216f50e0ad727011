"""Made-up submissions of small firms to a labour and social-security office."""
