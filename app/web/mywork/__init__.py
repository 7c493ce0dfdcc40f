"""Where a person begins: what to do now, what others have to do, what changed; a supervisor's counters."""
