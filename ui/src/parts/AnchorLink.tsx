import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

function LookingLikeOne(props: AnchorProps & Omit<ComponentProps<'a'>, keyof AnchorProps>) {
  return <Anchor {...props} />;
}

/** A link to a page of the dashboard whose address, with its search, the compiler checks. */
export const AnchorLink = createLink(LookingLikeOne);
