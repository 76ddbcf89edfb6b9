-- A measure is a published rate, mean or score: it may be below zero, and where places are merged it is
-- the mean of the parts weighted by residents.
-- owner: observations
ALTER TABLE series ADD COLUMN measure @int@ NOT NULL DEFAULT 0 CHECK (measure IN (0, 1));
