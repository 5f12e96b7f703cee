"""What ``mijlpaal doctor`` looks at, part by part, and what to do about each."""
