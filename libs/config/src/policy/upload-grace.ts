/**
 * Seconds from the end of a grant until an upload that began before it has ended, too: if there is no original then, none
 * will come, and the image is `expired`.
 */
export const UPLOAD_GRACE = 60 * 60;
