"""Engine, sessions, transactions and migrations; bulk reads and writes; scope conditions."""
