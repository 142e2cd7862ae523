import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/core/errors.ts';
import { createLogger, LOG_LEVELS, type LogLevel, silentLogger } from '../../src/core/log.ts';

function record(level: LogLevel) {
  const lines: string[] = [];
  return { lines, logger: createLogger(level, { write: (line: string) => void lines.push(line) }) };
}

describe('the logger', () => {
  test('writes one line of JSON with message and facts', () => {
    const { lines, logger } = record('info');

    logger.info('table read', { table: 'lab_a', rows: 40000 });

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 30,
      msg: 'table read',
      table: 'lab_a',
      rows: 40000,
    });
  });

  test.each(['cell', 'cells', 'value', 'row', 'key', 'secret', 'password', 'token'])(
    'never writes the fact %s',
    (name) => {
      const { lines, logger } = record('debug');

      logger.debug('odd', { [name]: 'Zyxgrob 185057800608436' });

      expect(lines[0]).not.toContain('Zyxgrob');
      expect(lines[0]).toContain('[secret]');
    },
  );

  test('takes credentials out of messages and facts', () => {
    const { lines, logger } = record('info');

    logger.info('open postgres://ana:hunter2@db/lab', { source: 'mysql://ana:hunter2@db/lab' });

    expect(lines[0]).not.toContain('hunter2');
    expect(lines[0]).not.toContain('ana');
  });

  test('writes the message of a foreseen failure with its code', () => {
    const { lines, logger } = record('error');

    logger.error('stopped', {}, new UsageError('x.csv: no such file'));

    expect(JSON.parse(lines[0]!)).toMatchObject({
      failure: 'UsageError',
      code: 'RP_USAGE',
      because: 'x.csv: no such file',
    });
  });

  test('writes class and code of any other failure, never its message, which may hold a cell', () => {
    const { lines, logger } = record('debug');

    logger.error('stopped', {}, Object.assign(new TypeError('cell Zyxgrob'), { code: 'ERR_ODD' }));

    expect(JSON.parse(lines[0]!)).toMatchObject({ failure: 'TypeError', code: 'ERR_ODD' });
    expect(lines[0]).not.toContain('Zyxgrob');
  });

  test.each(LOG_LEVELS)('at level %s says nothing below it', (level) => {
    const { lines, logger } = record(level);

    logger.error('e');
    logger.warn('w');
    logger.info('i');
    logger.debug('d');

    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(
      { silent: [], fatal: [], error: ['e'], warn: ['e', 'w'], info: ['e', 'w', 'i'] }[level as string] ?? [
        'e',
        'w',
        'i',
        'd',
      ],
    );
    expect(logger.level).toBe(level);
  });

  test('that is silent takes everything and says nothing', () => {
    expect(() => {
      for (const tell of [silentLogger.debug, silentLogger.info, silentLogger.warn, silentLogger.error])
        tell('x');
    }).not.toThrow();
  });
});
