"""The site: settings, site map, home, static pages, health."""
