"""Read models of the money pages; every sum is made here, none in a template."""
