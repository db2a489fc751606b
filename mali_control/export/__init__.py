"""Files for the tools of analysts: one module tells what goes into a file, the others each know some formats."""
