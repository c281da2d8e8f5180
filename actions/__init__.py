"""One function per user action: checks role and state, changes the store and writes the audit log, in one transaction."""
