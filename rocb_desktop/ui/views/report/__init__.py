"""Parts of the mission report and of what a log leads to: sections, gaps, recommendations, projects, effects."""
