"""Answers for machines that watch: ages only, no names."""
