"""How a fact sheet is read: files, front matter, blocks, spans, attributes, ids; each grammar in its docstring."""
