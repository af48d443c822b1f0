"""What can go wrong, done on purpose to a whole installation: `make faults` (docs/faults.md).

Real processes, real signals. No hook in the product makes the moment: the sandbox does, or a lock
held from another connection, or a process that stands still.
"""
