"""Documents that people upload, opened in a process of its own and written anew without metadata.

Nothing here may import Django: the process starts in a tenth of a second.
"""
