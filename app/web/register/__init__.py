"""Putting an instruction on control by hand: a call, a resolution, scanned minutes."""
