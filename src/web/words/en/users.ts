/** Accounts, as admins see them. */
export const users = {
  title: 'Users',
  lead: 'Who may sign in, and what each may do and see.',
  name: 'Name',
  nameHint: 'They sign in with it, and the audit log calls them by it. It is never changed.',
  role: 'Role',
  state: 'State',
  states: { active: 'Active', locked: 'Locked', disabled: 'Disabled' },
  lastSeen: 'Last seen',
  since: 'Since',
  means: 'Signs in with',
  meansOf: { local: 'a password', oidc: 'the organisation’s provider' },
  invite: 'Invite somebody',
  inviteLead: 'You get a link to hand over. With it they choose their password; nobody else knows it.',
  makeLink: 'Make the account and its link',
  linkTitle: (name: string) => `Link for ${name}`,
  linkAdvice: (name: string) =>
    `Hand this link to ${name} in person or by a way that nobody else reads: whoever opens it first sets the password.`,
  link: 'One-time link',
  linkHolds: 'It holds once, until',
  isYou: 'This is your own account. With another role you are signed out.',
  inAudit: (name: string) => `What ${name} did, in the audit log`,
  rights: 'Role and controllers',
  rightsLead: 'A change ends the sessions: the person signs in again. Administrators see all controllers.',
  save: 'Save',
  entry: 'Ways in',
  locked:
    'Locked for a while after too many wrong passwords. It opens by itself; a new link opens it at once.',
  reset: 'Make a new link',
  resetWhat: (name: string) =>
    `The password of ${name} stops working now, all their sessions end, and the lock is lifted. Their API tokens stay: revoke them one by one. You get a link for a new password.`,
  resetSubmit: 'Make the link',
  disable: 'Disable the account',
  disableWhat: (name: string) =>
    `${name} is signed out now and cannot sign in any more. All their API tokens are revoked for good. What they made – reports, cases, entries of the audit log – stays.`,
  disableSubmit: (name: string) => `Disable ${name}`,
  disabledLead:
    'The account is out of use. Once it is active again, its person signs in with the password of before; revoked tokens stay revoked.',
  enable: 'Make it active again',
  done: {
    changed: 'Role and controllers are saved.',
    disabled: 'The account is disabled: its sessions have ended and its tokens are revoked.',
    enabled: 'The account is active again.',
  },
};
