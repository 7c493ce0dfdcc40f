"""The rules by which the register works: shown to all, changed by administrators."""

from app.web.policy import changes  # noqa: F401  (its pages stand on the blueprint of `views`)
