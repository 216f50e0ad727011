"""From the files of one case to its report; no database, no queue, no mail."""
