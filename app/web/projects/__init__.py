"""Projects with their stages, and the list of what contradicts itself."""
