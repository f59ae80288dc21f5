/**
 * Header names that events of payload format 1.0 always have in this spelling; all other names come in lower case (RT-HDR-CASE,
 * RT-HDR-CASE-FIXED; `Content-Type`: capture of 1.0 on a named stage).
 */
export const payload1Spellings: readonly string[] = [
  'Content-Length',
  'Content-Type',
  'Host',
  'User-Agent',
  'X-Amzn-Trace-Id',
  'X-Forwarded-For',
  'X-Forwarded-Port',
  'X-Forwarded-Proto',
];
