"""HTTP of the quality room."""
