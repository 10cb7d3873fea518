"""The widgets: few, and each draws rows by itself."""
