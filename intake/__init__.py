"""Mail and fax → submission."""
