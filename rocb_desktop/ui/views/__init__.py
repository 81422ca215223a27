"""Views: the pieces of pages that show one thing of the domain; a page asks the services and hands them values."""
