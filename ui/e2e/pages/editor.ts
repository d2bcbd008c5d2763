import { expect, type Locator, type Page } from '@playwright/test';

/** The workflow editor as a person uses it. */
export class Editor {
  constructor(readonly page: Page) {}

  async open(workflowId: string): Promise<void> {
    await this.page.goto(`/workflows/${workflowId}`);
    await expect(this.nodes().first()).toBeVisible();
    await this.settled();
  }

  nodes = (): Locator => this.page.locator('.react-flow__node');
  edges = (): Locator => this.page.locator('.react-flow__edge');
  node = (title: string): Locator => this.nodes().filter({ hasText: title });
  panel = (): Locator => this.page.getByRole('complementary', { name: 'Configuration' });
  field = (name: string): Locator => this.panel().getByRole('textbox', { name, exact: true });
  button = (name: string): Locator => this.page.getByRole('button', { name, exact: true });
  dialog = (): Locator => this.page.getByRole('dialog');

  out = (title: string, handle = 'next'): Locator =>
    this.node(title).locator(`.react-flow__handle.source[data-handleid="${handle}"]`);
  into = (title: string): Locator => this.node(title).locator('.react-flow__handle.target');
  offer = (title: string): Locator =>
    this.page
      .getByRole('navigation', { name: 'Nodes' })
      .getByRole('button', { name: title, exact: true });

  /** Everything that was drawn has reached the server. */
  async settled(): Promise<void> {
    await expect(this.page.getByTestId('kept')).toHaveText('All changes kept');
  }

  async choose(field: string, option: string): Promise<void> {
    await this.panel().getByRole('combobox', { name: field }).click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  async drag(from: Locator | Point, to: Locator | Point): Promise<void> {
    const start = await middle(from);
    const end = await middle(to);
    const { mouse } = this.page;
    await mouse.move(start.x, start.y);
    await mouse.down();
    for (let step = 1; step <= 12; step++) {
      await mouse.move(
        start.x + ((end.x - start.x) * step) / 12,
        start.y + ((end.y - start.y) * step) / 12,
      );
    }
    await mouse.up();
  }

  /** From the left sidebar onto the canvas, this far from its upper left corner. */
  async dragOffer(title: string, x: number, y: number): Promise<void> {
    const board = await box(this.page.locator('.react-flow'));
    await this.offer(title).scrollIntoViewIfNeeded();
    await this.drag(this.offer(title), { x: board.x + x, y: board.y + y });
  }

  async connect(from: string, handle: string, to: string): Promise<void> {
    const before = await this.edges().count();
    await this.drag(this.out(from, handle), this.into(to));
    await expect(this.edges()).toHaveCount(before + 1);
  }

  async rename(name: string): Promise<void> {
    await this.panel().getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  }
}

export interface Point {
  x: number;
  y: number;
}

async function box(locator: Locator) {
  const found = await locator.boundingBox();
  if (!found) {
    throw new Error(`${locator} is not to be seen.`);
  }
  return found;
}

async function middle(target: Locator | Point): Promise<Point> {
  if ('x' in target) {
    return target;
  }
  const { x, y, width, height } = await box(target);
  return { x: x + width / 2, y: y + height / 2 };
}

/** A graph in the words that a person would use: "Decision (true) → Add Label". */
export function paths(graph: {
  nodes: { id: string; name: string }[];
  edges: { source: string; handle: string; target: string }[];
}): string[] {
  const name = (id: string) => graph.nodes.find((node) => node.id === id)?.name ?? id;
  return graph.edges
    .map(({ source, handle, target }) => `${name(source)} (${handle}) → ${name(target)}`)
    .sort();
}
