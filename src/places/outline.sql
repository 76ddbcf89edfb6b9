-- owner: places

--: boundary_set_forget()
DELETE FROM boundary_set;

--: place_outline_forget()
DELETE FROM place_outline;

--: boundary_set_insert(source text, day int, file_sha256 text, at int, actor int)
INSERT INTO boundary_set (id, source, day, file_sha256, loaded_at, actor) VALUES (1, $1, $2, $3, $4, $5);

--: boundary_set_find() -> source text, day int
SELECT source, day FROM boundary_set WHERE id = 1;

--: place_outline_insert(place int, scale int, west int, south int, east int, north int, mark_east int, mark_north int, path text)
INSERT INTO place_outline (place_id, scale, west, south, east, north, mark_east, mark_north, path)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9);

--: place_outline_all(scale int) -> place_id int, west int, south int, east int, north int, mark_east int, mark_north int, path text
SELECT place_id, west, south, east, north, mark_east, mark_north, path
  FROM place_outline
 WHERE scale = $1
 ORDER BY place_id;
