"""What is shown of cases: reports, pictures, evidence."""
