"""The revisions of the tables, run by ``shouli upgrade`` (:mod:`record.upgrade`)."""
