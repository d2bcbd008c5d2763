import { describe, expect, test } from 'vitest';
import type { NodeKind } from '../api/kinds';
import { copied, fromText, toText } from './clipboard';
import { diff, isSame, union } from './diff';
import { toDocument, toGraph } from './document';
import { connect, freePlace, insertOnEdge, paste, remove } from './edits';
import type { Document, Graph, GraphNode } from './graph';
import { placed, toElk } from './layout';
import { at } from './paths';
import { ancestors, blockedBy, brokenBy, firstSettings, inOrder, refusals } from './rules';

function node(id: string, kind: NodeKind, config: object = {}, x = 0, y = 0): GraphNode {
  return { id, kind, name: id, position: { x, y }, config } as GraphNode;
}

/** trigger → decision, True → label → assign, False → extract */
function flow(): Document {
  const graph: Graph = {
    schema: 1,
    nodes: [
      node('trigger', 'trigger', { event: 'conversation.created' }),
      node('decision', 'decision', { match: 'all', conditions: [] }, 0, 120),
      node('label', 'addLabel', { labels: ['l-1'] }, -160, 240),
      node('assign', 'assignToUser', { user: 'u-1' }, -160, 360),
      node('extract', 'aiExtraction', { labels: true, fields: [], sentiment: false }, 160, 240),
    ],
    edges: [
      { id: 'e1', source: 'trigger', handle: 'next', target: 'decision' },
      { id: 'e2', source: 'decision', handle: 'true', target: 'label' },
      { id: 'e3', source: 'label', handle: 'next', target: 'assign' },
      { id: 'e4', source: 'decision', handle: 'false', target: 'extract' },
    ],
  };
  return toDocument(graph);
}

const led = (document: Document) =>
  Object.values(document.edges)
    .map((edge) => `${edge.source} ${edge.handle} ${edge.target}`)
    .sort();

describe('a document', () => {
  test('is the graph again once it is turned back', () => {
    const graph = toGraph(flow());
    expect(toGraph(toDocument(graph))).toEqual(graph);
  });
});

describe('connecting', () => {
  test('is refused where it would make a loop, into the trigger and to itself', () => {
    expect(Object.keys(refusals(flow(), 'label')).sort()).toEqual(['decision', 'label', 'trigger']);
    expect(refusals(flow(), 'label').decision).toContain('loop');
    expect(refusals(flow(), 'extract').assign).toBeUndefined();
  });

  test('lets go of what the handle led to before', () => {
    const document = flow();
    connect(document, 'decision', 'true', 'extract');
    expect(led(document)).toEqual([
      'decision false extract',
      'decision true extract',
      'label next assign',
      'trigger next decision',
    ]);
  });

  test('knows everything that comes before a node', () => {
    expect([...ancestors(flow(), 'assign')].sort()).toEqual(['decision', 'label', 'trigger']);
  });
});

describe('inserting on an edge', () => {
  test('leads through the node', () => {
    const document = flow();
    document.nodes.wait = node('wait', 'delay', { amount: 1, unit: 'hours' });
    insertOnEdge(document, 'e3', 'wait');
    expect(led(document)).toContain('label next wait');
    expect(led(document)).toContain('wait next assign');
  });

  test('a decision continues through its True branch', () => {
    const document = flow();
    document.nodes.again = node('again', 'decision');
    insertOnEdge(document, 'e3', 'again');
    expect(led(document)).toContain('again true assign');
  });

  test('an end ends the path there', () => {
    const document = flow();
    document.nodes.end = node('end', 'end');
    insertOnEdge(document, 'e3', 'end');
    expect(led(document)).toContain('label next end');
    expect(led(document).some((edge) => edge.endsWith(' assign'))).toBe(false);
  });
});

describe('removing', () => {
  test('closes the gap where there was one way on', () => {
    const document = flow();
    remove(document, ['label']);
    expect(led(document)).toContain('decision true assign');
  });

  test('closes a gap of several nodes', () => {
    const document = flow();
    document.nodes.wait = node('wait', 'delay');
    insertOnEdge(document, 'e3', 'wait');
    remove(document, ['label', 'wait']);
    expect(led(document)).toContain('decision true assign');
  });

  test('leaves the ends open where a decision forked', () => {
    const document = flow();
    remove(document, ['decision']);
    expect(led(document)).toEqual(['label next assign']);
  });

  test('of an edge keeps its nodes', () => {
    const document = flow();
    remove(document, [], ['e3']);
    expect(Object.keys(document.nodes)).toHaveLength(5);
    expect(led(document)).toHaveLength(3);
  });
});

describe('loops', () => {
  test('an action that fires the trigger is blocked, with the reason', () => {
    expect(blockedBy('conversation.label_added', 'addLabel', { labels: [] })).toContain(
      'Label Added',
    );
    expect(blockedBy('conversation.label_removed', 'addLabel', { labels: [] })).toBeUndefined();
    expect(blockedBy(undefined, 'addLabel', { labels: [] })).toBeUndefined();
  });

  test('AI Extraction is blocked only while it writes labels', () => {
    const of = (labels: boolean) =>
      blockedBy('conversation.label_added', 'aiExtraction', {
        labels,
        fields: [],
        sentiment: true,
      });
    expect(of(true)).toBeDefined();
    expect(of(false)).toBeUndefined();
  });

  test.each([
    ['conversation.opened', 'openConversation'],
    ['conversation.resolved', 'resolveConversation'],
    ['conversation.starred', 'starConversation'],
    ['conversation.label_added', 'addLabel'],
    ['conversation.label_removed', 'removeLabel'],
    ['conversation.user_assigned', 'assignToUser'],
    ['conversation.ai_assigned', 'assignToAi'],
  ] as const)('%s blocks %s', (event, kind) => {
    expect(blockedBy(event, kind, firstSettings(kind, undefined))).toBeDefined();
  });

  test('lists the nodes that a new trigger breaks', () => {
    expect(brokenBy(flow(), 'conversation.label_added').map((n) => n.id)).toEqual([
      'label',
      'extract',
    ]);
  });
});

describe('order', () => {
  test('is that of a run: True before False', () => {
    expect(inOrder(flow())).toEqual(['trigger', 'decision', 'label', 'assign', 'extract']);
  });

  test('puts a node after everything that leads to it, and what is loose last', () => {
    const document = flow();
    connect(document, 'extract', 'next', 'assign');
    document.nodes.loose = node('loose', 'end');
    const order = inOrder(document);
    expect(order.indexOf('assign')).toBeGreaterThan(order.indexOf('extract'));
    expect(order.at(-1)).toBe('loose');
  });

  test('ends even where a circle was imported', () => {
    const document = flow();
    connect(document, 'assign', 'next', 'decision');
    expect(inOrder(document)).toHaveLength(5);
  });
});

describe('the clipboard', () => {
  test('keeps inner edges, gives new ids and leaves the trigger', () => {
    const source = flow();
    const text = toText(copied(source, ['trigger', 'label', 'assign']));
    const cutting = fromText(text, new Set(['addLabel', 'assignToUser']));
    expect(cutting?.nodes.map((n) => n.id)).toEqual(['label', 'assign']);
    const target = flow();
    const ids = paste(target, cutting as NonNullable<typeof cutting>, { x: 500, y: 500 });
    expect(ids).toHaveLength(2);
    expect(ids.some((id) => source.nodes[id])).toBe(false);
    expect(led(target)).toContain(`${ids[0]} next ${ids[1]}`);
    expect(target.nodes[ids[0] as string]?.position).toEqual({ x: 500, y: 500 });
  });

  test('a template that reads a copied step reads the copy', () => {
    const document: Document = {
      nodes: {
        call: node('call', 'fetch', { method: 'GET', url: 'https://example.org', headers: [] }),
        say: node('say', 'sendMessage', { text: '{{ steps.call.body }} {{ steps.other.body }}' }),
      },
      edges: {},
    };
    const [call, say] = paste(document, copied(document, ['call', 'say']), { x: 0, y: 0 });
    expect(document.nodes[say as string]?.config).toEqual({
      text: `{{ steps.${call}.body }} {{ steps.other.body }}`,
    });
  });

  test.each(['hello', '{}', '[1]', '{"type":"parley/graph","nodes":[{"id":1}]}'])(
    'other text is nothing to paste: %s',
    (text) => {
      expect(fromText(text, new Set(['fetch']))).toBeUndefined();
    },
  );
});

describe('the difference of two graphs', () => {
  test('compares nodes by ID, lists changed fields, and reports moves separately', () => {
    const before = flow();
    const after = structuredClone(before);
    delete after.nodes.extract;
    delete after.edges.e4;
    after.nodes.new = node('new', 'end');
    connect(after, 'decision', 'false', 'new');
    (after.nodes.label as GraphNode).name = 'Urgent';
    (after.nodes.label as GraphNode).config = { labels: ['l-2'] } as never;
    (after.nodes.assign as GraphNode).position = { x: 9, y: 9 };
    const found = diff(before, after);
    expect(found.added.map((n) => n.id)).toEqual(['new']);
    expect(found.removed.map((n) => n.id)).toEqual(['extract']);
    expect(found.changed).toEqual([
      {
        id: 'label',
        node: after.nodes.label,
        fields: [
          { field: 'name', before: 'label', after: 'Urgent' },
          { field: 'labels', before: ['l-1'], after: ['l-2'] },
        ],
      },
    ]);
    expect(found.moved.map((n) => n.id)).toEqual(['assign']);
    expect(found.edgesRemoved.map((e) => e.target)).toEqual(['extract']);
    expect(Object.keys(union(before, after, found).nodes)).toHaveLength(6);
  });

  test('does not count a node that only moved', () => {
    const after = flow();
    (after.nodes.label as GraphNode).position = { x: 1, y: 1 };
    expect(isSame(diff(flow(), after))).toBe(true);
  });
});

describe('places', () => {
  test('a new node never covers another', () => {
    expect(freePlace(flow(), { x: 3, y: 118 })).toEqual({ x: 0, y: 460 });
  });

  test("layout keeps each port's place and its name apart", () => {
    const elk = toElk(flow(), {});
    const ports = (elk.children ?? []).flatMap((child) => child.ports ?? []);
    expect(new Set(ports.map((port) => port.id)).size).toBe(ports.length);
    const of = (id: string) => ports.find((port) => port.id === id)?.x ?? 0;
    expect(of('decision/true')).toBeLessThan(of('decision/false'));
  });

  test('layout of some leaves the first of them where it is', () => {
    const document = flow();
    const children = [
      { id: 'label', x: 12, y: 12 },
      { id: 'assign', x: 12, y: 140 },
    ];
    expect(placed(document, children)).toEqual({
      label: { x: -160, y: 240 },
      assign: { x: -160, y: 368 },
    });
  });
});

test('a path leads to a value, and nowhere else', () => {
  const data = { contact: { name: 'Sample Contact' }, list: [{ id: 1 }] };
  expect(at(data, 'contact.name')).toBe('Sample Contact');
  expect(at(data, 'list[0].id')).toBe(1);
  expect(at(data, 'contact.toString')).toBeUndefined();
});
