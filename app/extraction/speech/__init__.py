"""Who speaks and who leads: offices and their holders, zones of direct speech, whose paper a text is."""
