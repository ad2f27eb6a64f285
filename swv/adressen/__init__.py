"""URL lists of the kernel, one per part."""
