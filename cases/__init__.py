"""What a case is: values and law, pure."""
