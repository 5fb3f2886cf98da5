"""Azure ExpressRoute FastPath, judged before it is deployed."""

__version__ = "0.1.0"
