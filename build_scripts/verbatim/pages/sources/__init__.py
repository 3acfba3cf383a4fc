"""Pages about where information comes from: articles, voices and people."""
