"""Read models of this room: rows of the register, the work list, clocks and the timeline."""
