import { expect, test } from 'vitest';
import type { Erasure, RetentionSettings } from '../api/privacy';
import { stateOf } from './ErasureList';
import { shortened } from './Retention';

const kept: RetentionSettings = {
  conversationsDays: 0,
  eventsDays: 90,
  runsDays: 90,
  testsDays: 7,
  rejectedEventsDays: 30,
  deliveriesDays: 30,
  receiptsDays: 30,
  storedResponsesDays: 1,
  auditDays: 730,
};

test('shorter periods delete data, and so does limiting what was kept forever', () => {
  expect(shortened(kept, { ...kept, eventsDays: 91 })).toEqual([]);
  expect(shortened(kept, { ...kept, eventsDays: 89, testsDays: 8 })).toEqual(['eventsDays']);
  expect(shortened(kept, { ...kept, conversationsDays: 3650 })).toEqual(['conversationsDays']);
  const limited = { ...kept, conversationsDays: 30 };
  expect(shortened(limited, { ...limited, conversationsDays: 0 })).toEqual([]);
});

test('the state of an erasure says what is left', () => {
  const done: Erasure = {
    id: '1',
    phase: 'done',
    requestedBy: 'Sample',
    requestedAt: '2026-01-01T00:00:00Z',
    erased: {},
    search: { values: 3, leftOut: 0, tables: 40, left: [], unreadable: [], returned: false },
  };
  const search = { values: 3, leftOut: 0, tables: 40, unreadable: [], returned: false };
  const left = [{ table: 'message', column: 'text', rows: 1 }];
  expect(stateOf(done)).toBe('Done: nothing is left');
  expect(stateOf({ ...done, search: { ...search, left } })).toMatch(/message\.text/);
  expect(stateOf({ ...done, phase: 'searching', search: undefined })).toMatch(/Searching/);
});
