"""Comparing: one utterance in several sources (`wordings`), and runs of words that articles share (`shared_text`)."""
