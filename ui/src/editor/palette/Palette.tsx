import { ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { createPortal } from 'react-dom';
import { CATEGORIES } from '../../api/kinds';
import { useEditor, useEditorState } from '../document/context';
import { whyNot } from '../document/placing';
import classes from '../parts/editor.module.css';
import { strings } from '../parts/strings';
import { OFFERS, type Offer, search } from './catalogue';
import { usePaletteDrag } from './usePaletteDrag';

/** The left sidebar: every node that can be added, to drag, click or choose with Enter. */
export function Palette() {
  const [text, setText] = useState('');
  const found = search(OFFERS, text);
  return (
    <>
      <TextInput
        m="sm"
        mb="xs"
        aria-label={strings.search}
        placeholder={strings.search}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setText('')}
      />
      <ScrollArea flex={1} px="sm" pb="sm" type="auto" offsetScrollbars>
        {found.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {strings.nothingFound}
          </Text>
        )}
        {CATEGORIES.map((category) => {
          const offers = found.filter((offer) => offer.category === category);
          return offers.length === 0 ? null : (
            <section key={category} aria-label={category}>
              <h2 className={classes.category}>{category}</h2>
              {offers.map((offer, i) => (
                <div key={offer.key}>
                  {offer.group && offer.group !== offers[i - 1]?.group && text === '' && (
                    <h3 className={classes.group}>{offer.group}</h3>
                  )}
                  <OfferButton offer={offer} />
                </div>
              ))}
            </section>
          );
        })}
      </ScrollArea>
    </>
  );
}

function OfferButton({ offer }: { offer: Offer }) {
  const editor = useEditor();
  const reason = useEditorState((state) => whyNot(state.document, offer));
  const drag = usePaletteDrag(offer, reason !== undefined);
  return (
    <>
      <UnstyledButton
        className={classes.offer}
        aria-disabled={reason !== undefined}
        aria-label={reason ? `${offer.title}, ${reason}` : undefined}
        title={reason ?? offer.help}
        data-offer={offer.key}
        onClick={(event) => {
          if (drag.wasClick(event)) {
            if (reason) {
              editor.say(reason);
            } else {
              editor.addNaturally(offer);
            }
          }
        }}
        {...drag.handlers}
      >
        <span className={classes.offerIcon} style={{ color: tint(offer.color) }}>
          <offer.icon size={18} stroke={1.8} aria-hidden />
        </span>
        <span className={classes.offerTitle}>{offer.title}</span>
      </UnstyledButton>
      {drag.at &&
        createPortal(
          <div
            className={classes.ghost}
            data-aimed={drag.isAimed || undefined}
            style={{
              left: drag.at.x,
              top: drag.at.y,
              transform: `translate(-50%, -50%) scale(${drag.zoom})`,
            }}
            aria-hidden
          >
            <span style={{ color: tint(offer.color) }}>
              <offer.icon size={20} stroke={1.8} />
            </span>
            {offer.title}
          </div>,
          document.body,
        )}
    </>
  );
}

export function tint(colour: string): string {
  return `light-dark(var(--mantine-color-${colour}-9), var(--mantine-color-${colour}-3))`;
}
