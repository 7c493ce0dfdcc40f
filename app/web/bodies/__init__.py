"""Bodies of the state, for the administrator: found, added, named, succeeded by others."""
