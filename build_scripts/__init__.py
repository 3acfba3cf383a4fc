"""Verbatim: news articles and a hand-curated claims.yaml in, a static fact-check site out.

The flow, one module a stage: load → locate → assess → corpus → pages and data → write → mkdocs → pagefind.
"""

__version__ = "0.1.0"
