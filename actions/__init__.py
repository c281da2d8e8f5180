"""One file per thing somebody does: check the role, check the state, change, record it, in one transaction."""
