"""Maps: places, ranges, tracks and tiles on projected boundaries."""
