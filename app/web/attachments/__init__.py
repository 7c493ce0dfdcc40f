"""Files of reports and parts: fetched by those who may see the task."""
