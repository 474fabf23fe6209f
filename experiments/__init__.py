"""The composition root: command line, configurations, evaluation, figures."""
