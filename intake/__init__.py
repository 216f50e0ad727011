"""Mail and fax to submissions."""
