"""Reading a text: who has to do what by when. Deterministic, offline; imports only `app.domain`."""
