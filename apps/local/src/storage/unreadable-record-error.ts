/** A record in the database whose content is not that of a record. Reading it again fails the same way. */
export class UnreadableRecordError extends Error {
  override readonly name = 'UnreadableRecordError';
  constructor(id: string, options: ErrorOptions) {
    const remedy = 'restore the database from a backup, or remove its row from the table images';
    super(`the record of image ${id} cannot be read: ${remedy}`, options);
  }
}
