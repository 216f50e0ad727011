"""Which letter an event asks for; written, frozen, handed over."""
