"""Units of length: boxes are in PDF points, sizes of paper in millimetres, bitmaps in dots per inch."""

POINTS_PER_INCH = 72
MM_PER_INCH = 25.4
POINTS_PER_MM = POINTS_PER_INCH / MM_PER_INCH
