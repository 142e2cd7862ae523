/** Leave to contact something: who gave it, under which reference, until when. */
export interface Mandate {
  /** 'ftp.example.org', 'ftp.example.org:2121', '192.0.2.7', '[2001:db8::7]:21', '192.0.2.0/24', '2001:db8::/64'. */
  readonly target: string;
  readonly owner: string;
  readonly reference: string;
  /** Last day on which it holds, 'YYYY-MM-DD', to its end in UTC. */
  readonly until: string;
}
