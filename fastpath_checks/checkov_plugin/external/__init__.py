"""What Checkov's --external-checks-dir is pointed at. Checkov executes every file in here, and nothing else of ours."""
