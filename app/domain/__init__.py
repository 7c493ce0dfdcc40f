"""Pure rules of control of execution. No SQLAlchemy, no Flask, no input or output, no clock."""
