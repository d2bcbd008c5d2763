import { describe, expect, it } from 'vitest';
import { filterOf, readSearch, sortedBy } from './filter';

describe('the address of the Workflows page', () => {
  it('is read without its invalid parameters', () => {
    expect(readSearch({ status: 'active', search: 'vip', sort: 'name', order: 'desc' })).toEqual({
      status: 'active',
      search: 'vip',
      sort: 'name',
      order: 'desc',
    });
    expect(readSearch({ status: 'gone', search: '', sort: 'size', order: 'up' })).toEqual({});
    expect(readSearch({ search: 42 })).toEqual({ search: '42' });
  });

  it('shows what changed last first, unless it says otherwise', () => {
    expect(filterOf({})).toEqual({ sort: 'updatedAt', order: 'desc' });
    expect(filterOf({ sort: 'name' })).toEqual({ sort: 'name', order: 'asc' });
  });

  it('leaves archived workflows out unless they are asked for', () => {
    expect(filterOf({})).not.toHaveProperty('status');
    expect(filterOf({ status: 'archived' })).toMatchObject({ status: 'archived' });
    expect(readSearch({ status: 'all' })).toEqual({ status: 'all' });
    expect(filterOf({ status: 'all' })).toMatchObject({ archived: 'all' });
    expect(filterOf({ status: 'all' })).not.toHaveProperty('status');
  });

  it('turns the order round at the second click on a column', () => {
    const once = sortedBy({ search: 'x' }, 'executions');
    expect(once).toEqual({ search: 'x', sort: 'executions', order: 'desc' });
    expect(sortedBy(once, 'executions').order).toBe('asc');
    expect(sortedBy(once, 'name')).toEqual({ search: 'x', sort: 'name', order: 'asc' });
  });
});
