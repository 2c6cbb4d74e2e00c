"""Where and when flowers can be brought: zones, fees, two-hour windows."""
