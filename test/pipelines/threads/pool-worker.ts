import { UsageError } from '../../../src/core/errors.ts';
import { type Outcome, readStart, serveTasks } from '../../../src/pipelines/threads/serve-tasks.ts';

/** What the workers of these tests start with. */
export interface PoolStart {
  /** Counts the tasks that were begun, for all threads. */
  readonly begun: SharedArrayBuffer;
  readonly kernel: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly key: Uint8Array;
}

/** What these workers can be told to do. */
export type PoolTask =
  | { readonly kind: 'double'; readonly value: number; readonly delayMs?: number }
  | { readonly kind: 'wait-for'; readonly begun: number }
  | { readonly kind: 'fill'; readonly bytes: Uint8Array }
  | { readonly kind: 'describe-start' | 'throw-foreseen' | 'throw-bug' | 'throw-text' | 'answer-function' }
  | { readonly kind: 'exit' | 'throw-later' | 'reject-later' | 'fill-heap' | 'loop' };

const start = readStart<PoolStart>();
const begun = new Int32Array(start.begun);

const ACTIONS: Readonly<
  Record<PoolTask['kind'], (task: never) => Outcome<unknown> | Promise<Outcome<unknown>>>
> = {
  double: async ({ value, delayMs = 0 }: { value: number; delayMs?: number }) => {
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    return { result: 2 * value };
  },
  /** Both threads must be in it at once, or it waits in vain. */
  'wait-for': (task: { begun: number }) => {
    while (Atomics.load(begun, 0) < task.begun) Atomics.wait(begun, 1, 0, 10);
    return { result: Atomics.load(begun, 0) };
  },
  fill: ({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) => {
    bytes.fill(7);
    return { result: bytes, transfer: [bytes.buffer] };
  },
  'describe-start': () => ({ result: describeStart() }),
  'throw-foreseen': () => {
    throw new UsageError('line 7: too long', { cause: new Error('why') });
  },
  'throw-bug': () => {
    throw Object.assign(new TypeError('no such cell'), { code: 'ODD' });
  },
  'throw-text': () => {
    throw 'a text'; // oxlint-disable-line only-throw-error -- what a library may do
  },
  'answer-function': () => ({ result: () => 1 }),
  exit: () => process.exit(3),
  'throw-later': () => {
    setTimeout(() => {
      throw new Error('Jeanne Martin');
    });
    return new Promise(() => {});
  },
  'reject-later': () => {
    void Promise.reject(new Error('Jeanne Martin'));
    return new Promise(() => {});
  },
  'fill-heap': () => {
    const kept: number[][] = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, at) => at + kept.length));
  },
  loop: () => {
    for (;;) begun[2]++;
  },
};

serveTasks<PoolTask, unknown>((task) => {
  Atomics.add(begun, 0, 1);
  return ACTIONS[task.kind](task as never);
});

/** What came through of all that a worker is given. */
function describeStart(): unknown {
  const { exports } = new WebAssembly.Instance(start.kernel, {});
  new Uint8Array(start.memory.buffer)[5] += 1;
  return {
    kernelExports: Object.keys(exports as object),
    isMemoryShared: start.memory.buffer instanceof SharedArrayBuffer,
    key: start.key,
    variables: Object.keys(process.env),
  };
}
