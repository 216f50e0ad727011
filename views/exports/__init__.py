"""Reports and exports: one table each, written as xlsx or csv (docs/exports.md)."""
