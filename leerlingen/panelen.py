"""What this room hangs into the pages of the kernel: navigation, work list and search."""
