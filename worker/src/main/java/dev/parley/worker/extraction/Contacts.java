package dev.parley.worker.extraction;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import dev.parley.worker.extraction.FieldText.Value;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Email addresses and phone numbers. */
final class Contacts {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}._%+-])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+-])?@"
              + "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}"
              + "(?![\\p{L}\\p{N}-])");
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  private Contacts() {}

  static Optional<Value> email(FieldText message) {
    var found = EMAIL.matcher(message.text());
    return found.find() && !found.group().contains("..")
        ? Optional.of(new Value(found.group(), 0.95))
        : Optional.empty();
  }

  /** Returns the first phone number, as E.164. */
  static Optional<Value> phone(FieldText message) {
    var found =
        PHONES
            .findNumbers(withoutEmails(message).text(), message.region(), Leniency.VALID, 100)
            .iterator();
    if (!found.hasNext()) {
      return Optional.empty();
    }
    var match = found.next();
    return Optional.of(
        new Value(
            PHONES.format(match.number(), PhoneNumberFormat.E164),
            match.rawString().startsWith("+") ? 0.95 : 0.85));
  }

  /** Returns all phone numbers, as E.164. */
  static Set<String> phones(FieldText message) {
    var phones = new LinkedHashSet<String>();
    for (var match :
        PHONES.findNumbers(withoutEmails(message).text(), message.region(), Leniency.VALID, 100)) {
      phones.add(PHONES.format(match.number(), PhoneNumberFormat.E164));
    }
    return phones;
  }

  private static FieldText withoutEmails(FieldText message) {
    var hidden = message;
    var found = EMAIL.matcher(message.text());
    while (found.find()) {
      hidden = hidden.hide(found.start(), found.end());
    }
    return hidden;
  }

  /**
   * Returns the message without email addresses and phone numbers, whose digits are not other
   * numbers.
   */
  static FieldText without(FieldText message) {
    var hidden = withoutEmails(message);
    for (var match : PHONES.findNumbers(hidden.text(), message.region(), Leniency.VALID, 100)) {
      hidden = hidden.hide(match.start(), match.end());
    }
    return hidden;
  }
}
