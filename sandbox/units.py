"""Units of length; the same as outside, written here once because a child imports nothing of ours."""

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4
