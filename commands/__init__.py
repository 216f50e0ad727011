"""What the command ``shouli`` does."""
