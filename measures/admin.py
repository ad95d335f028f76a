"""Nothing is registered: measures and progress are changed on their own pages only, where every change is recorded."""
