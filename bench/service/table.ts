import type { ReadMeasure, ServiceMeasures } from '../service.ts';

/** The measures for people. */
export function serviceTable({ idle, pages, check, uploads, held, memory }: ServiceMeasures): string {
  const lines = [
    '| reads | a second | p50 | p99 | worst | failed | processor a read | longest stall | load |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    readsLine('nothing else to do', idle),
    ...(check === null ? [] : [readsLine(`while ${check.megabytes} MB are checked`, check.busy)]),
    ...(held === null
      ? []
      : [
          readsLine(`${held.open} of ${held.opened} connections held`, held.crowded),
          readsLine('after', held.after),
        ]),
    '',
    ...pages.map(
      ({ page, status, firstByteMs, htmlBytes, scriptBytes, styleBytes }) =>
        `page ${page} (${status}): first byte after ${ms(firstByteMs)}, ${htmlBytes} bytes of HTML, ` +
        `${scriptBytes} of scripts, ${styleBytes} of styles`,
    ),
    ...(check === null
      ? []
      : [
          `check of ${check.megabytes} MB: ${check.seconds.toFixed(1)} s, longest stall ${ms(check.stallMs)}`,
        ]),
    ...(uploads === null
      ? []
      : [
          `${uploads.uploads} uploads at once (${uploads.megabytes} MB): sent in ${uploads.secondsToUpload.toFixed(1)} s, ` +
            `finished in ${uploads.secondsToFinish.toFixed(1)} s; ${uploads.refused} refused, ${uploads.right} reports right`,
        ]),
    `memory: ${memory.idleMb} MB after reads, ${memory.peakMb} MB at most, ${memory.endMb} MB at the end`,
  ];
  return `${lines.join('\n')}\n`;
}

function readsLine(what: string, one: ReadMeasure): string {
  const cells = [
    what,
    one.perSecond.toFixed(0),
    ms(one.p50),
    ms(one.p99),
    ms(one.worst),
    String(one.failed),
    `${one.processorMsPerRead.toFixed(2)} ms`,
    ms(one.stallMs),
    one.load.toFixed(1),
  ];
  return `| ${cells.join(' | ')} |`;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
