"""From a mail or fax to cases: repetition, reply, or new."""
