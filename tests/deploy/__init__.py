"""What can be known of the deployment without a Docker engine."""
