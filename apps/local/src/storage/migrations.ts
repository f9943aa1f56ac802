/** Appended to when the schema changes; `PRAGMA user_version` is the number of migrations applied. */
export const MIGRATIONS = [
  `CREATE TABLE images (
     id TEXT PRIMARY KEY,
     version INTEGER NOT NULL,
     owner TEXT NOT NULL,
     profile TEXT NOT NULL,
     status TEXT NOT NULL,
     deleting INTEGER NOT NULL,
     record TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX images_by_owner ON images (owner, deleting, id DESC);
   CREATE INDEX images_by_owner_and_status ON images (owner, deleting, profile, status, id DESC);
   CREATE INDEX images_by_status ON images (deleting, status, id);

   CREATE TABLE messages (
     id INTEGER PRIMARY KEY,
     queue TEXT NOT NULL,
     body TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER NOT NULL,
     handed_out INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX messages_by_due ON messages (queue, due);`,

  `ALTER TABLE messages ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting';
   ALTER TABLE messages ADD COLUMN deliveries INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE messages ADD COLUMN deaths INTEGER NOT NULL DEFAULT 0;
   UPDATE messages SET state = 'leased', attempts = attempts - 1 WHERE handed_out = 1;
   ALTER TABLE messages DROP COLUMN handed_out;
   DROP INDEX messages_by_due;
   CREATE INDEX messages_by_due ON messages (queue, state, due);

   ALTER TABLE messages ADD COLUMN message_group TEXT NOT NULL DEFAULT '';
   CREATE INDEX messages_ready ON messages (queue, message_group, due, id) WHERE state = 'ready';
   CREATE TABLE turns (
     queue TEXT NOT NULL,
     message_group TEXT NOT NULL,
     turn INTEGER NOT NULL,
     PRIMARY KEY (queue, message_group)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX turns_in_order ON turns (queue, turn);
   CREATE TRIGGER group_joins_turns AFTER UPDATE OF queue, state ON messages WHEN new.state = 'ready' BEGIN
     INSERT INTO turns SELECT new.queue, new.message_group, coalesce(max(turn), 0) + 1
       FROM turns WHERE queue = new.queue ON CONFLICT DO NOTHING;
   END;
   CREATE TRIGGER group_leaves_turns AFTER UPDATE OF queue, state ON messages WHEN old.state = 'ready' BEGIN
     DELETE FROM turns WHERE queue = old.queue AND message_group = old.message_group AND NOT EXISTS (
       SELECT 1 FROM messages INDEXED BY messages_ready
       WHERE queue = old.queue AND message_group = old.message_group AND state = 'ready');
   END;
   CREATE TRIGGER removed_group_leaves_turns AFTER DELETE ON messages WHEN old.state = 'ready' BEGIN
     DELETE FROM turns WHERE queue = old.queue AND message_group = old.message_group AND NOT EXISTS (
       SELECT 1 FROM messages INDEXED BY messages_ready
       WHERE queue = old.queue AND message_group = old.message_group AND state = 'ready');
   END;`,

  `CREATE TABLE clock (id INTEGER PRIMARY KEY CHECK (id = 1), seen INTEGER NOT NULL) STRICT`,

  `CREATE TABLE tombstones (
     id TEXT PRIMARY KEY,
     profile TEXT NOT NULL,
     grant_expires_at TEXT NOT NULL
   ) STRICT, WITHOUT ROWID`,

  // Both are NULL where the record is no JSON: such a row can still be read by its id, and reported.
  `ALTER TABLE images ADD COLUMN created_at TEXT
     AS (CASE WHEN json_valid(record) THEN record ->> '$.createdAt' END);
   ALTER TABLE images ADD COLUMN expires_at TEXT
     AS (CASE WHEN json_valid(record) THEN record ->> '$.granted.expiresAt' END);
   CREATE INDEX images_being_deleted ON images (id) WHERE deleting = 1;
   CREATE INDEX images_by_expiry ON images (expires_at, id) WHERE deleting = 0 AND status = 'pending'`,

  // An outbox: the message is stored with the change, or neither is. The worker that gets it publishes the event.
  `CREATE TRIGGER expired_image_joins_inbox AFTER UPDATE OF status ON images
     WHEN new.status = 'expired' AND old.status <> 'expired' BEGIN
     INSERT INTO messages (queue, message_group, body, due)
       VALUES ('inbox', new.owner, json_object('profile', new.profile, 'id', new.id), 0);
   END;
   CREATE INDEX images_expired ON images (expires_at, id) WHERE deleting = 0 AND status = 'expired'`,

  `CREATE TABLE quota_sums (
     owner TEXT NOT NULL,
     quota TEXT NOT NULL,
     ends_at INTEGER NOT NULL,
     used INTEGER NOT NULL,
     PRIMARY KEY (owner, quota)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX quota_sums_by_end ON quota_sums (ends_at)`,

  `ALTER TABLE messages ADD COLUMN error TEXT`,

  `ALTER TABLE images DROP COLUMN created_at`,

  `ALTER TABLE clock ADD COLUMN trusted INTEGER`,
];
