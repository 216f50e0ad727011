"""A letter that is asked for: what it says, written, frozen, handed over."""
