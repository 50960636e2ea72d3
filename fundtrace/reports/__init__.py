"""What an officer files: reports of a funder's grants, and evidence that can be checked without us."""
