"""What tests share: small projects, servers, planted faults, a browser."""
