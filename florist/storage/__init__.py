"""Pictures and photos, behind one port: a folder on this machine, or any S3-compatible store."""
