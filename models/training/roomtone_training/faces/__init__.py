"""The face detector: data, network, training, measuring and shipping."""
