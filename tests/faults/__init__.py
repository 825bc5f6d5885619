"""Real processes under faults from a seeded plan: afterwards the store and the workspace must tell the same story."""
