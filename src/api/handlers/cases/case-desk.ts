import type { Context } from 'hono';
import type { Actor } from '../../../access/actor.ts';
import { exposuresOf } from '../../../cases/case-exposures.ts';
import { type CaseView, type Viewing, viewOf } from '../../../cases/case-view.ts';
import { caseWords } from '../../../cases/documents/words/pick-words.ts';
import { isVisible, isWhole } from '../../../cases/part.ts';
import type { CaseLanguage } from '../../../reports/breach/breach-words.ts';
import { CaseChangedError, NoSuchCaseError } from '../../../store/case-errors.ts';
import type { CaseChange, CaseRecord } from '../../../store/case-records.ts';
import type { ApiEnv } from '../../api-env.ts';
import { ForbiddenError, NotSignedInError } from '../../api-errors.ts';
import type { CaseParts } from '../../case-parts.ts';

/** Context of a request. */
export type CaseContext = Context<ApiEnv>;

/** Cases as one request meets them: seen, changed and answered within the rights of who asks. */
export class CaseDesk {
  readonly parts: CaseParts;
  readonly actor: Actor;
  readonly #request: CaseContext;

  constructor(parts: CaseParts, context: CaseContext) {
    const actor = context.get('actor');
    if (actor === null) throw new NotSignedInError('sign in, or send a token');
    this.parts = parts;
    this.actor = actor;
    this.#request = context;
  }

  /** A case that the actor may see. @throws {NoSuchCaseError} there is none, or not for this actor */
  async find(id: string): Promise<CaseRecord> {
    const record = await this.parts.watch.store.cases.find(id);
    if (record === null || !isVisible(record, this.actor.controllers)) throw new NoSuchCaseError();
    return record;
  }

  /** The same, where the actor may see all of it. @throws {NoSuchCaseError} {ForbiddenError} */
  async findWhole(id: string): Promise<CaseRecord> {
    const record = await this.find(id);
    this.#requireWhole(record);
    return record;
  }

  /**
   * Change a case, note it in the audit log, and answer with what it is then.
   * @throws {NoSuchCaseError} {ForbiddenError} the case concerns controllers that the actor does not see
   * @throws {CaseChangedError} If-Match names another version
   */
  async change(
    id: string,
    action: string,
    decide: (current: CaseRecord) => CaseChange,
    facts: Readonly<Record<string, string | number | null>> = {},
  ): Promise<CaseView> {
    const record = await this.parts.watch.store.cases.change(id, this.#expectedVersion(), (current) => {
      if (!isVisible(current, this.actor.controllers)) throw new NoSuchCaseError();
      this.#requireWhole(current);
      return decide(current);
    });
    await this.parts.audit.note({ actor: this.actor, action, object: `case ${id}`, facts });
    return this.show(record);
  }

  /** A case as the actor sees it; its version becomes the answer's ETag. */
  async show(record: CaseRecord): Promise<CaseView> {
    this.#request.header('etag', etagOf(record));
    this.#request.header('vary', 'accept-language', { append: true });
    const exposures = await exposuresOf(this.parts.watch.store, record);
    return viewOf(record, exposures, await this.viewing());
  }

  /** Whether the client has this version already. */
  isKnown(record: CaseRecord): boolean {
    return this.#request.req.header('if-none-match') === etagOf(record);
  }

  async viewing(): Promise<Viewing> {
    const settings = await this.parts.settings.get();
    return {
      settings,
      words: caseWords(this.#language() ?? settings.language),
      nowMs: this.parts.watch.clock.nowMs(),
      seen: this.actor.controllers,
    };
  }

  /** What the first of the client's languages is, where it is one of ours: proposals say why in it. */
  #language(): CaseLanguage | null {
    const first = /^\s*(en|fr)\b/i.exec(this.#request.req.header('accept-language') ?? '')?.[1];
    return first === undefined ? null : (first.toLowerCase() as CaseLanguage);
  }

  #requireWhole(record: CaseRecord): void {
    if (!isWhole(record, this.actor.controllers))
      throw new ForbiddenError('this case concerns more than you may see: ask somebody who sees all of it');
  }

  #expectedVersion(): number | null {
    const header = this.#request.req.header('if-match');
    if (header === undefined || header === '*') return null;
    const version = /^"(\d{1,9})"$/.exec(header)?.[1];
    if (version === undefined)
      throw new CaseChangedError('If-Match is the ETag that the case was answered with, quotes included');
    return Number(version);
  }
}

function etagOf({ version }: CaseRecord): string {
  return `"${version}"`;
}
