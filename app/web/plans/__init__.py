"""Plan tables: taken in, looked through, put on control, compared with a new edition, written out."""
