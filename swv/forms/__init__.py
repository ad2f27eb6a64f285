"""Forms of the kernel: parse and check input, never write."""
