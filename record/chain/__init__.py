"""Chain: links of hashes over the record, so that what is changed behind the program's back is seen (trust I27)."""
