"""What happens to a case: each act in one transaction of the record."""
