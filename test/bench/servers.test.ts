import { describe, expect, it } from 'vitest';
import { scoreOf } from '../../bench/detectors/scoring.ts';
import type { Contest } from '../../bench/servers/contest.ts';
import { verdictOf } from '../../bench/servers/table.ts';

describe('the verdict on a contest of servers', () => {
  it('measures time only against peers that found as much and ended by themselves', () => {
    const contest = contestWith([
      { id: 'lftp', distinctFiles: 1200, elapsedMs: 2000, end: 'failed' },
      { id: 'wget', distinctFiles: 900, elapsedMs: 10, end: 'done' },
      { id: 'rclone', distinctFiles: 1200, elapsedMs: 20, end: 'killed' },
    ]);

    expect(verdictOf(contest)).toEqual({ isComplete: true, timesFastest: 0.5 });
  });

  it('says where a peer found more', () => {
    const contest = contestWith([{ id: 'lftp', distinctFiles: 1201, elapsedMs: 2000, end: 'done' }]);

    expect(verdictOf(contest).isComplete).toBe(false);
  });

  it('has no time to meet where no peer found as much', () => {
    const contest = contestWith([{ id: 'lftp', distinctFiles: 1199, elapsedMs: 1, end: 'done' }]);

    expect(verdictOf(contest).timesFastest).toBeNull();
  });
});

describe('the score of a detector', () => {
  it('holds against a tool only what it looks for, and everything that it says wrongly', () => {
    const score = scoreOf(
      ['ftp.anonymous-login', 'http.webdav-open'],
      ['ftp.anonymous-login', 'ftp.anonymous-lists', 'ftp.clear-text-data'],
      ['ftp.anonymous-login', 'ftp.anonymous-lists'],
    );

    expect(score).toEqual({
      found: ['ftp.anonymous-login'],
      missed: ['ftp.anonymous-lists'],
      wrong: ['http.webdav-open'],
    });
  });
});

/** Ours found 1,200 files in a second. */
function contestWith(peers: Contest['peers']): Contest {
  return {
    server: 'vsftpd',
    variant: 'anonymous',
    hasCircles: false,
    toFind: 1200,
    rowprint: { distinctFiles: 1200, elapsedMs: 1000, requests: 1, peakBytes: 1, listedFiles: 1200 },
    peers,
  };
}
