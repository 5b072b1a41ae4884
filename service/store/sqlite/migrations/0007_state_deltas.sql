-- Most of a state is what the state before it was. It is kept as what changed since then: an LZ4 block whose dictionary is the
-- state of the step before. Then `size` is that of the whole state; where it is null, `state` is the whole.
ALTER TABLE steps_recent ADD COLUMN size INTEGER;
