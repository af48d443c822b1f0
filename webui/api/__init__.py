"""What the screens show and do, for programs: `/api/v1/`."""
