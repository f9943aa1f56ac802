/** Problems of the data, each with a title and a remedy. */
export const PROBLEMS = {
  'database-unusable': {
    title: 'The database cannot be used',
    remedy:
      'Stop the server, and restore the database from a backup, unless another remedy is named above.',
  },
  'key-unusable': {
    title: 'Keys that cannot be used',
    remedy: 'Stop the server before you change a key: it reads them at the start.',
  },
  'record-unreadable': {
    title: 'Records that cannot be read',
    remedy: 'Restore the database from a backup, or remove their rows from the table images.',
  },
  'original-missing': {
    title: 'Originals that are missing',
    remedy: 'Restore the files from a backup. Renditions that exist are served without them.',
  },
  'original-damaged': {
    title: 'Originals of another size than was stored',
    remedy: 'Restore the files from a backup. Renditions that exist are served without them.',
  },
  'rendition-missing': {
    title: 'Renditions that are missing',
    remedy: 'Restore the files from a backup, or upload the images again.',
  },
  'rendition-damaged': {
    title: 'Renditions of another size than was stored',
    remedy: 'Restore the files from a backup, or upload the images again.',
  },
  'original-without-record': {
    title: 'Originals without a record',
    remedy: 'Restore the database that has their records, or remove the files.',
  },
  'renditions-without-record': {
    title: 'Folders of renditions without a record',
    remedy: 'Restore the database that has their records, or remove the folders.',
  },
  'message-unreadable': {
    title: 'Messages that cannot be read',
    remedy: 'Remove their rows from the table messages, or start the version that wrote them.',
  },
  'message-parked': {
    title: 'Messages of images whose record could not be read',
    remedy: 'Repair the records, and restart the server: it tries the messages again.',
  },
  'dead-letter': {
    title: 'Events that a webhook did not accept',
    remedy:
      'Tell the receiver the state of these images, and remove the rows from the table messages.',
  },
} as const;

export type Problem = keyof typeof PROBLEMS;

export interface Finding {
  readonly problem: Problem;
  /** Id of the image or the event. */
  readonly id?: string;
  /** Path in the data directory. */
  readonly file?: string;
  readonly detail?: string;
}
