"""The register of tasks and the page of one task with all that may be done there."""
