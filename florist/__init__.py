"""The shop: everything that is bought, held, paid and remembered, one folder per subject."""
