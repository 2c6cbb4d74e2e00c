"""Parts that several suites stand on."""
