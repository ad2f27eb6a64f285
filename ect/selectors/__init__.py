"""Read models of this room."""
