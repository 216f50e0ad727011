"""What the office asks for, as data, and its strict reader."""
