"""Doors of the demonstration: another role with one click, and the local mailbox. Registered in demo mode only."""
