import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { PanelEdge } from './PanelEdge';

function Held() {
  const [width, setWidth] = useState(312);
  return <PanelEdge width={width} onWidth={setWidth} />;
}

const width = () => Number(screen.getByRole('separator').getAttribute('aria-valuenow'));

test('the arrow keys widen and narrow the panel, within bounds', async () => {
  const user = userEvent.setup();
  render(<Held />);
  screen.getByRole('separator', { name: 'Width of the configuration panel' }).focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(width()).toBe(352);
  await user.keyboard('{ArrowRight}');
  expect(width()).toBe(332);
  await user.keyboard('{Home}{ArrowRight}');
  expect(width()).toBe(260);
  await user.keyboard('{End}{ArrowLeft}');
  expect(width()).toBe(640);
});

test('a double click brings the usual width back', async () => {
  const user = userEvent.setup();
  render(<Held />);
  const edge = screen.getByRole('separator');
  edge.focus();
  await user.keyboard('{End}');
  await user.dblClick(edge);
  expect(width()).toBe(312);
});
