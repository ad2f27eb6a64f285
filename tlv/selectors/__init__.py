"""What the TLV pages show, ready for the template: reading only, inside the scope of the user."""
