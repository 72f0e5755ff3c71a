"""What the pages behind the PIN show and do, without Qt."""
