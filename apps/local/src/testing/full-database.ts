import type { DatabaseSync } from 'node:sqlite';

/** Fills a database up to its present size, as a full disk would. Returns a function that gives it space again. */
export function fillDatabase(database: DatabaseSync): () => void {
  const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
  database.exec(`PRAGMA max_page_count = ${pages}`);
  const fill = database.prepare('INSERT INTO messages (queue, body, due) VALUES (?, ?, 0)');
  for (const size of [1_000, 1]) {
    expect(() => {
      for (;;) fill.run('full', 'x'.repeat(size));
    }).toThrow('database or disk is full');
  }
  return () => database.exec(`PRAGMA max_page_count = ${pages + 100}`);
}
