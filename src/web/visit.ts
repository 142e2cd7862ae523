import type { Context } from 'hono';
import type { Client } from '../client/client.ts';
import type { Formats } from './formats.ts';
import type { Session } from './shapes.ts';
import type { Language } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** What colours somebody chose; 'auto': those of the machine. */
export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** One look at a page: who looks, and how the page is written for them. Every page gets it as `visit`. */
export interface Visit {
  /** Null: nobody is signed in. */
  readonly session: Session | null;
  readonly language: Language;
  readonly theme: Theme;
  readonly words: Words;
  readonly formats: Formats;
  /** Asks the API as this person. */
  readonly client: Client;
  /** Path and query of this page, to come back to. */
  readonly path: string;
  /** When the page is made, in milliseconds: what countdowns start from. */
  readonly nowMs: number;
  /** Where a script or style of ours is: 'islands/run.ts', 'style/app.css'. */
  asset(source: string): string;
}

/** What middleware leaves for pages. Use as `Hono<WebEnv>`. */
export interface WebEnv {
  readonly Variables: { visit: Visit };
}

/** A request for a page. */
export type PageContext = Context<WebEnv>;
