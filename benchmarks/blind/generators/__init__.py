"""Generators of submissions, each written by itself from the policy texts and the list of items alone."""
