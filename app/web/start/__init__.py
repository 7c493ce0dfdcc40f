"""The first run: three steps from an empty register to its first document."""
