"""Life cycles: the interpreter rule by rule, the definitions, and random charts."""
