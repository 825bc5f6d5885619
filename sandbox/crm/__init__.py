"""A CRM in miniature, of HubSpot's shape: deals with their history, owners, pipelines, over HTTP."""
