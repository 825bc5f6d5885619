"""Workaround signals: threads in which revenue work goes around the CRM, recognised and read as feedback."""
