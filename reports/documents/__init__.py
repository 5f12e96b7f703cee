"""Documents to send and to edit: one content in the order it is read, written as PDF and ODT."""
