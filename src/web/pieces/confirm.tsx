import type { PropsWithChildren } from 'hono/jsx';
import type { Visit } from '../visit.ts';
import { PostForm } from './form.tsx';

interface ConfirmProps {
  readonly visit: Visit;
  readonly action: string;
  /** The button that opens the question. */
  readonly label: string;
  /** What goes, and what stays. */
  readonly what: string;
  /** The button that does it. */
  readonly submit: string;
}

/** Asks before something that cannot be undone, and says what goes; without script too. Children: hidden fields. */
export function Confirm({ visit, action, label, what, submit, children }: PropsWithChildren<ConfirmProps>) {
  return (
    <details class="confirm">
      <summary>{label}</summary>
      <div class="card">
        <p>{what}</p>
        <PostForm visit={visit} action={action}>
          {children}
          <button type="submit" class="danger">
            {submit}
          </button>
        </PostForm>
      </div>
    </details>
  );
}
