"""AUTOMATIC1111 Stable Diffusion WebUI: pictures of composed bouquets."""
