"""What a run of the mutation tester needs beside ../mutants.py: its requirements, its trials, the survivors explained."""
