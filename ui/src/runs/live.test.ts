import { describe, expect, it } from 'vitest';
import { runsQuery } from '../api/runs';
import type { Execution } from '../api/types';
import { filterOf, matches, readSearch } from './filter';
import { isNew, type RunPages, withChanged, withNew, withStep } from './live';

const run = (id: string, more: Partial<Execution> = {}): Execution => ({
  id,
  workflowId: 'w',
  workflowName: 'Sample',
  trigger: 'conversation.created',
  mode: 'production',
  status: 'running',
  conversationId: 'conv-1',
  createdAt: '2026-11-24T09:00:00Z',
  ...more,
});

const list = (...ids: string[]): RunPages => ({
  pages: [{ items: ids.map((id) => run(id)) }],
  pageParams: [undefined],
});

const ids = (pages: RunPages) => pages.pages.flatMap((page) => page.items.map((one) => one.id));

describe('a live list', () => {
  it('changes a run where it stands', () => {
    const changed = withChanged(list('3', '2'), run('2', { status: 'completed' }));
    expect(changed.pages[0]?.items.map((one) => one.status)).toEqual(['running', 'completed']);
  });

  it('is the same list when a run of a later page changes, so nothing is drawn again', () => {
    const before = list('3', '2');
    expect(withChanged(before, run('1'))).toBe(before);
    expect(isNew(before, run('1'))).toBe(false);
    expect(isNew(before, run('4'))).toBe(true);
  });

  it('takes what is new on top, once and in order', () => {
    const before = list('3', '2');
    expect(ids(withNew(before, [run('4'), run('5'), run('3')]))).toEqual(['5', '4', '3', '2']);
    expect(withNew(before, [run('3')])).toBe(before);
  });

  it('puts a step where it was, or last', () => {
    const step = { nodeId: 'a', kind: 'end' as const, name: 'A', attempt: 1, startedAt: '' };
    const one = withStep(run('1'), { ...step, status: 'running' });
    const two = withStep(one, { ...step, nodeId: 'b', status: 'running' });
    const three = withStep(two, { ...step, status: 'completed' });
    expect(three.steps?.map((it) => `${it.nodeId} ${it.status}`)).toEqual([
      'a completed',
      'b running',
    ]);
  });
});

describe('the address of the Runs page', () => {
  it('is read without its invalid parameters', () => {
    expect(readSearch({ status: 'failed', mode: 'test', conversation: 42 })).toEqual({
      status: 'failed',
      mode: 'test',
      conversation: '42',
    });
    expect(readSearch({ status: 'odd', mode: '', from: 'yesterday', view: 'x' })).toEqual({});
  });

  it('means whole days, the last one included', () => {
    const filter = filterOf({ from: '2026-11-24', to: '2026-11-24' }, 'w');
    const length = Date.parse(filter.to ?? '') - Date.parse(filter.from ?? '');
    expect(length).toBe(24 * 3600 * 1000);
  });

  it('lets in only runs that its list would have', () => {
    const filter = filterOf({ status: 'failed', mode: 'test' }, 'w');
    expect(matches(filter, run('1', { status: 'failed', mode: 'test' }))).toBe(true);
    expect(matches(filter, run('1', { status: 'failed' }))).toBe(false);
    expect(matches(filter, run('1', { status: 'failed', mode: 'test', workflowId: 'x' }))).toBe(
      false,
    );
  });

  it('finds runs by the step at which they stand', () => {
    expect(readSearch({ status: 'retrying', step: 'Ask the stock' })).toEqual({
      status: 'retrying',
      step: 'Ask the stock',
    });
    expect(filterOf({ status: 'waiting', step: 'Lunch' }, undefined)).toMatchObject({
      status: undefined,
      stepStatus: 'waiting',
      node: 'Lunch',
    });
    expect(filterOf({ status: 'failed', step: 'Ask' }, undefined)).toMatchObject({
      status: 'failed',
      stepStatus: undefined,
      node: 'Ask',
    });
  });

  it('leaves a list of runs at a step to be asked for again', () => {
    const filter = filterOf({ status: 'retrying' }, undefined);
    expect(matches(filter, run('r', { status: 'running' }))).toBe(false);
    expect(runsQuery(filter).refetchInterval).toBeGreaterThan(0);
    expect(runsQuery(filterOf({ status: 'running' }, undefined)).refetchInterval).toBe(false);
  });
});
