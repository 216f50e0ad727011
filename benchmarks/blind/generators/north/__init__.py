"""Submissions of middle-sized firms' personnel departments: mails, scanned papers and what is true of them."""

NAME = "north"
