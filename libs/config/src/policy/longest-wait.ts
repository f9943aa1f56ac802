/** Seconds that a request may wait for an image (`?wait=`), below the 30 after which API Gateway and many proxies time out. */
export const LONGEST_WAIT = 25;
