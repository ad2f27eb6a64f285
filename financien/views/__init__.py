"""HTTP only: fetch, one service call, answer."""
