"""From states to pages: style, payload, and the folium maps of one day and of many."""
