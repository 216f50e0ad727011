"""What the office asks for, as data: items, document types, letters, profiles, channels."""
