import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useCatchUp, useStream } from './stream';

const sources: Source[] = [];

class Source extends EventTarget {
  static readonly CLOSED = 2;
  readyState = 1;
  onopen = () => {};
  onerror = () => {};
  constructor() {
    super();
    sources.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
}

const show = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Source);
  sources.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a page that stays hidden closes its connection and catches up when it is shown again', () => {
  const ask = vi.fn();
  renderHook(() => useCatchUp(useStream('/stream', { change: () => {} }), ask));
  act(() => sources[0]?.onopen());
  act(() => show(true));
  act(() => vi.advanceTimersByTime(1_000));
  expect(sources[0]?.readyState).toBe(1);
  act(() => vi.advanceTimersByTime(10_000));
  expect(sources[0]?.readyState).toBe(Source.CLOSED);
  expect(sources).toHaveLength(1);

  act(() => show(false));
  expect(sources).toHaveLength(2);
  expect(ask).not.toHaveBeenCalled();
  act(() => sources[1]?.onopen());
  expect(ask).toHaveBeenCalledOnce();
});

test('who only looks into another tab keeps the connection', () => {
  renderHook(() => useStream('/stream', { change: () => {} }));
  act(() => show(true));
  act(() => vi.advanceTimersByTime(1_000));
  act(() => show(false));
  act(() => vi.advanceTimersByTime(60_000));
  expect(sources).toHaveLength(1);
  expect(sources[0]?.readyState).toBe(1);
});
