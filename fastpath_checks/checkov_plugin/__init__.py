"""The Checkov door: the same verdicts, as Checkov's own checks. The only room that imports Checkov."""
