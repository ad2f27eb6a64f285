"""From the administratiekantoor's file to bookings: recognise columns, read rows, compare, apply, undo."""
