import {
  type Channel,
  type ConversationFilter,
  type ConversationStatus,
  channels,
} from '../api/conversations';

/** The search parameters of the inbox; absent ones have their default. */
export interface InboxSearch {
  status?: 'resolved' | 'all';
  channel?: Channel;
  label?: string;
  assignee?: string;
  contact?: string;
  starred?: true;
  search?: string;
}

const isText = (value: unknown): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Reads the search parameters of an address and leaves out those that are invalid. */
export function readSearch(given: Record<string, unknown>): InboxSearch {
  const channel = channels.find((known) => known === given.channel);
  return {
    ...((given.status === 'resolved' || given.status === 'all') && { status: given.status }),
    ...(channel && { channel }),
    ...(isText(given.label) && { label: String(given.label) }),
    ...(isText(given.assignee) && { assignee: String(given.assignee) }),
    ...(isText(given.contact) && { contact: String(given.contact) }),
    ...(given.starred === true && { starred: true as const }),
    // A number in an address is read as one.
    ...(isText(given.search) && { search: String(given.search) }),
  };
}

/** An inbox shows what is open unless it is asked for more. */
export function filterOf({ status, ...others }: InboxSearch): ConversationFilter {
  const wanted: ConversationStatus | undefined = status === 'all' ? undefined : (status ?? 'open');
  return { ...others, ...(wanted && { status: wanted }) };
}

/** Returns the number of active filters behind the button. */
export const filtersOn = ({ channel, label, assignee, starred, contact }: InboxSearch): number =>
  [channel, label, assignee, starred, contact].filter((one) => one !== undefined).length;
