"""The pages of the TLV route: HTTP only, every write is one service call."""
