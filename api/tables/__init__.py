"""Lists as files: CSV, XLSX and JSON, made while they are sent, whatever their length."""
