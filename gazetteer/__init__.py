"""The places of the Mali War and the lines of its basemap: data files only."""
