"""One exchange or wallet a file, each with its ``FORMATS``; they know nothing of each other."""
