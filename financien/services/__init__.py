"""The only place that writes money: one function per use case, one transaction, one event."""
