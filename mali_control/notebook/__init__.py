"""How an atlas and its tables show themselves in notebooks, and the live widget."""
