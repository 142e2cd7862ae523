import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { formatBytes, formatCount, formatDuration } from '../../src/core/units.ts';

/** How a figure is written. */
export type Unit = 'ms' | 'bytes' | 'bytes/s' | 'rows/s' | 'rows' | 'share' | 'times';

/** One figure. With a target it is met or missed; without one it is for information. */
export interface Measure {
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** The figure must be at most, or at least, this. */
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** Whether a figure is on the right side of its target; true where there is none. */
export function isMet({
  value,
  atMost = Number.POSITIVE_INFINITY,
  atLeast = Number.NEGATIVE_INFINITY,
}: Measure): boolean {
  return value <= atMost && value >= atLeast;
}

/** The figures as a table for people, a line each. */
export function measureTable(measures: readonly Measure[]): string {
  const lines = measures.map((measure) => {
    return [measure.what, spell(measure.value, measure.unit), targetOf(measure), verdictOf(measure)];
  });
  const all = [['measure', 'value', 'target', ''], ...lines];
  const widths = [0, 1, 2].map((at) => Math.max(...all.map((cells) => cells[at]!.length)));
  return all
    .map(([what, value, target, verdict]) =>
      `${what!.padEnd(widths[0]!)}  ${value!.padStart(widths[1]!)}  ${target!.padEnd(widths[2]!)}  ${verdict}`.trimEnd(),
    )
    .join('\n');
}

/**
 * Keep the figures with the machine they were measured on: processor, cores, memory, versions; nothing that names it.
 * @param results what else was measured
 */
export function writeMeasures(
  path: string,
  settings: object,
  measures: readonly Measure[],
  results: object = {},
): void {
  const named = measures.map((measure) => ({ ...measure, met: isMet(measure) }));
  const kept = { machine: thisMachine(), settings, ...results, measures: named };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(kept, null, 2)}\n`);
}

/** What it was measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly node: string;
  readonly platform: string;
}

function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}

function verdictOf(measure: Measure): string {
  const { value, atMost, atLeast } = measure;
  if (atMost === undefined && atLeast === undefined) return '';
  if (isMet(measure)) return 'met';
  const times = atMost !== undefined && value > atMost ? value / atMost : atLeast! / value;
  return `MISSED, ${times.toFixed(2)} x off`;
}

function targetOf({ atMost, atLeast, unit }: Measure): string {
  if (atMost !== undefined) return `<= ${spell(atMost, unit)}`;
  return atLeast === undefined ? '' : `>= ${spell(atLeast, unit)}`;
}

function spell(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return formatDuration(value);
    case 'bytes':
      return formatBytes(value);
    case 'bytes/s':
      return `${formatBytes(value)}/s`;
    case 'rows':
      return formatCount(value);
    case 'rows/s':
      return `${formatCount(value)}/s`;
    case 'times':
      return `${value.toFixed(2)} x`;
    case 'share':
      return value.toFixed(5);
  }
}
