"""What the pages of quality read; templates only print it."""
