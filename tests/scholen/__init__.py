"""Objects of the school pages for the matrix of rights."""
