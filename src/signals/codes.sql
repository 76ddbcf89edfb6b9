-- owner: signals

--: code_item_all() -> list text, code text, word text, meaning text, part text, number int, retired int
SELECT list, code, word, meaning, part, number, retired FROM code_item;

--: code_item_put(list text, code text, word text, meaning text, part text, number int, retired int)
INSERT INTO code_item (list, code, word, meaning, part, number, retired)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (list, code) DO UPDATE
   SET word = excluded.word, meaning = excluded.meaning, part = excluded.part, number = excluded.number,
       retired = excluded.retired;
