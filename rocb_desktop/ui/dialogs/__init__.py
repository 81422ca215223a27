"""Windows that open over the main one and are closed again."""
