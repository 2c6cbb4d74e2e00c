"""Invoices, charges and refunds. Money never waits for the model."""
