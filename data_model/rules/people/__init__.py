"""Roles and what each may do, accounts and passwords."""
