"""A person's own page: language, hour of the digest, password."""
