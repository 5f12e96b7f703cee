"""Pictures drawn by our own code as accessible SVG: shapes and words carry the meaning."""
