"""What travels: the .rocb file, its seal, the workbooks; pure, no database."""
