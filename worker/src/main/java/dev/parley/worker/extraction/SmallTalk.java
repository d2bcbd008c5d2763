package dev.parley.worker.extraction;

import java.util.Set;

/** Messages without a topic: greetings, thanks, "ok", emoji alone. */
final class SmallTalk {
  private static final Set<String> WORDS =
      Set.of(
          """
          a afternoon ah all alright and anybody anyone are bye cheers cool day dear doing evening
          everyone fine for good goodbye got great haha hello help here hey hi hiya hm hmm how
          howdy i is it k kk later lol lot lovely madam many morning much nah nice night no nope
          not oh ok okay perfect please right s see sir so someone soon sorry super sure team test
          testing thank thanks that the there thx to too ty um very welcome wonderful wow yeah yep
          yes yo you your yup
          abend bitte bonjour buenos ciao danke dias gracias grazie guten hallo hei hej hola ja
          merci morgen nein non obrigada obrigado ola oui salut si tack tag takk
          """
              .strip()
              .split("\\s+", -1));

  private SmallTalk() {}

  /** Returns true if the text has no word with a topic. */
  static boolean is(String text) {
    return WORDS.containsAll(Sentences.words(text));
  }
}
