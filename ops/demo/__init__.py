"""Puerto Alborada: an invented municipality in Panama, made through the actions, at their dates."""
