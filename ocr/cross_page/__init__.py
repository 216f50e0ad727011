"""Cross-page seals (骑缝章): strips at the edges of pages, joined."""
