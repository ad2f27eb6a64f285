"""Setting up and running the product: only the standard library, so that it works before anything is installed."""
