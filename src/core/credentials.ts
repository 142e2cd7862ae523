/**
 * A text with the user and password of every URL in it replaced by ***: 'postgres://ana:x@db/lab' ->
 * 'postgres://***@db/lab'. The last line of defence for messages and logs; a password may hold '/' or '@'
 * although a URL should have them encoded, so everything up to the last '@' before a blank is taken.
 */
export function withoutCredentials(text: string): string {
  return text
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s'"]*@/gi, '$1***@')
    .replace(/\b(password|passwd|pwd|secret|token)=[^\s&;'"]+/gi, '$1=***');
}
