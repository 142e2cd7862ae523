import { describe, expect, test } from 'vitest';
import { emptyStatement } from '../../src/cases/statement.ts';
import type { CaseRecord, NewCase } from '../../src/store/case-records.ts';
import type { Store } from '../../src/store/store.ts';
import { refusalOf, TestHome } from './test-home.ts';

const home = new TestHome();
const STATEMENT = emptyStatement({ organisation: 'Processor X', contact: '' });

function newCase(part: Partial<NewCase> = {}): NewCase {
  const entries = [{ by: 'anna', what: 'opened', facts: {} }];
  return { title: 'Forum leak', by: 'anna', statement: STATEMENT, change: { entries }, ...part };
}

function note(text: string): { readonly entries: CaseRecord['timeline'] } {
  return { entries: [{ at: '', by: 'anna', what: 'note', facts: { text } }] };
}

async function opened(): Promise<{ readonly store: Store; readonly id: string }> {
  const store = await home.open();
  return { store, id: (await store.cases.open(newCase())).id };
}

describe('cases', () => {
  test('are what they were after a restart, with items, numbers and timeline', async () => {
    const { store, id } = await opened();
    const persons = { value: 5, interval: [5, 7], method: 'exact', isLeast: true } as const;
    const figures = {
      by: 'anna',
      report: 'r_1',
      reason: null,
      basis: null,
      persons,
      rows: persons,
      byController: [],
    };
    const addItem = { kind: 'report', ref: 'r_1', label: 'leak.txt', facts: { share: 0.9 } } as const;
    const before = await store.cases.change(id, null, () => ({ addItem, figures, entries: [] }));
    await store.close();

    const after = await (await home.open()).cases.find(id);

    expect(after).toEqual(before);
    expect(after).toMatchObject({ version: 2, items: [{ ...addItem }], figures: [{ number: 1, persons }] });
  });

  test('grow by a version with each change, and only from the version that was seen', async () => {
    const { store, id } = await opened();

    await store.cases.change(id, 1, () => note('first'));
    const refusal = await refusalOf(store.cases.change(id, 1, () => note('second')));

    expect(refusal).toMatchObject({ code: 'RP_PRECONDITION' });
    expect((await store.cases.find(id))!.timeline.map(({ what }) => what)).toEqual(['opened', 'note']);
  });

  test('lose nothing of ten changes at once', async () => {
    const { store, id } = await opened();

    await Promise.all(
      Array.from({ length: 10 }, (_, at) => store.cases.change(id, null, () => note(`${at}`))),
    );

    const { timeline, version } = (await store.cases.find(id))!;
    expect([timeline.length, version]).toEqual([11, 11]);
  });

  test('stay as they were where a decision is refused half-way', async () => {
    const { store, id } = await opened();
    const before = await store.cases.find(id);
    const removeItem = { kind: 'report', ref: 'none' } as const;

    const refusal = await refusalOf(
      store.cases.change(id, null, () => ({ title: 'changed', removeItem, ...note('x') })),
    );

    expect(refusal).toMatchObject({ code: 'RP_CONFLICT' });
    expect(await store.cases.find(id)).toEqual(before);
  });

  test('keep the reports that are in them: erasing one is refused until it was taken out', async () => {
    const { store, id } = await opened();
    const writer = await store.beginReport();
    await writer.commit({ id: writer.id });
    const addItem = { kind: 'report', ref: writer.id, label: 'leak.txt', facts: {} } as const;
    await store.cases.change(id, null, () => ({ addItem, entries: [] }));

    const refusal = await refusalOf(store.reports.erase(writer.id));
    await store.cases.change(id, null, () => ({ removeItem: addItem, entries: [] }));
    await store.reports.erase(writer.id);

    expect(refusal).toMatchObject({ code: 'RP_CONFLICT' });
    expect(await store.reports.find(writer.id)).toBeNull();
  });

  test('hold what belongs to them, until it is taken out', async () => {
    const { store, id } = await opened();
    const addItem = { kind: 'report', ref: 'r_1', label: 'leak.txt', facts: {} } as const;
    await store.cases.change(id, null, () => ({ addItem, entries: [] }));

    expect(await store.cases.holding('report', 'r_1')).toEqual([id]);
    await store.cases.change(id, null, () => ({ removeItem: addItem, entries: [] }));
    expect(await store.cases.holding('report', 'r_1')).toEqual([]);
  });

  test('are erased with all that belongs to them, once they are closed', async () => {
    const { store, id } = await opened();
    const other = await store.cases.open(newCase({ title: 'Another' }));

    expect(await refusalOf(store.cases.erase(id))).toMatchObject({ code: 'RP_CONFLICT' });
    await store.cases.change(id, null, () => ({ state: 'closed', entries: [] }));
    await store.cases.erase(id);

    expect(await store.cases.find(id)).toBeNull();
    expect((await store.cases.list()).map((one) => one.id)).toEqual([other.id]);
    expect((await store.cases.find(other.id))!.timeline).toHaveLength(1);
    expect(await refusalOf(store.cases.change(id, null, () => note('x')))).toMatchObject({
      code: 'RP_NOT_FOUND',
    });
  });
});
