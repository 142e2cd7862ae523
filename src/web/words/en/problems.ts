/** What a page says when the API said no: what happened, and what to do. */
export const problems = {
  400: {
    title: 'This request does not hold',
    advice: 'Go back, look at what you entered, and send it again.',
  },
  401: { title: 'You are not signed in', advice: 'Sign in; you come back to where you were.' },
  403: {
    title: 'Your role does not allow this',
    advice: 'Ask an administrator, or do it with another account.',
  },
  404: {
    title: 'There is no such page',
    advice: 'The link may be old, what it led to may have been erased, or it is not yours to see.',
  },
  409: {
    title: 'Things have changed meanwhile',
    advice: 'Somebody else, or a run, was faster. Open the page anew and look before you try again.',
  },
  413: {
    title: 'This is too large',
    advice: 'Send less at once, or ask an administrator to raise the limit.',
  },
  429: { title: 'Too many requests', advice: 'Wait a minute, then try again. Nothing was lost.' },
  500: {
    title: 'Rowprint met a fault of its own',
    advice: 'It was noted in the log. Try again; if it happens once more, tell who runs this service.',
  },
  503: { title: 'The service is busy', advice: 'Try again in a moment. Runs that were begun go on.' },
  507: {
    title: 'The disk is full',
    advice: 'Destroy uploaded files that are not needed any more, or ask who runs this service for room.',
  },
  code: 'Code',
  detail: 'In detail',
  wait: (seconds: string) => `Try again in ${seconds} s.`,
  back: 'Back to the home page',
  signIn: 'Sign in',
};
