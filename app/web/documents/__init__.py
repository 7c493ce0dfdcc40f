"""Source documents: the list, one text with what was found in it, adding one."""
