/** Sign-in, first set-up, invitations. */
export const signIn = {
  title: 'Sign in',
  name: 'Name',
  password: 'Password',
  submit: 'Sign in',
  or: 'or',
  oidc: (label: string) => `Continue with ${label}`,
  wrong: 'Name and password do not fit together. After several wrong tries an account is locked for a while.',
  tooMany: 'Too many tries. Wait a little, then try again, or ask an administrator for a new link.',
  providerRefused:
    'Your provider did not let you in, or you have no account here yet. Try again, or ask an administrator.',
  isSetUp: 'There is an account already: this page is done with.',
  isSetUpAdvice: 'Sign in, or ask an administrator to invite you.',
  setupSteps:
    'What comes next: name your organisation in the settings, add a table, then check a file or watch a server.',
  nobody:
    'Nobody has an account yet. Open the one-time link that Rowprint printed when it was started: it makes the first account.',
  setupTitle: 'Make the first account',
  setupLead: 'It is an administrator’s. You can invite the others afterwards.',
  secret: 'One-time secret',
  secretHint: 'What stands after # in the link that Rowprint printed when it was started.',
  chosenName: 'Your name here',
  chosenNameHint: 'You sign in with it, and the audit log calls you by it.',
  newPassword: 'Password',
  newPasswordHint: 'At least 12 signs. A sentence that only you know is better than a riddle.',
  setupSubmit: 'Make the account',
  invitationTitle: 'Set your password',
  invitationLead: 'The link holds once. You are signed in afterwards.',
  invitationSecretHint: 'What stands after # in the link that you were given.',
  invitationSubmit: 'Set the password',
  refused: 'This link does not hold any more, or the entries do not.',
  refusedAdvice:
    'A link holds once and for a limited time. Ask an administrator for a new one; for the first account, restart the service.',
};
