"""Schools from the files of DUO: reading them, keeping them, and saying which are the SWV's own."""
