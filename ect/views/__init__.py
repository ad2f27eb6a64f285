"""The pages of the ECT."""
