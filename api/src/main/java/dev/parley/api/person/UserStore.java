package dev.parley.api.person;

import static dev.parley.db.Tables.USERS;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.catalogue.Columns;
import dev.parley.api.input.Checks;
import dev.parley.api.security.Role;
import dev.parley.node.References;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Users: the members of the team. */
final class UserStore {
  static final NamedTable<UserView> TABLE =
      new NamedTable<>(
          "user", References.Kind.USER, USERS, List.of(USERS.NAME, USERS.EMAIL), UserStore::view);

  private static final String EMAIL = "^\\s*([^@\\s\\x00]+@[^@\\s\\x00]+\\s*)?$";
  private static final Pattern IS_EMAIL = Pattern.compile(EMAIL, Pattern.UNICODE_CHARACTER_CLASS);

  private UserStore() {}

  /**
   * A user in a response.
   *
   * @param role null if the user cannot sign in
   * @param readsTexts true if a viewer may read customers' texts; other roles always may
   * @param hasPassword false until an invitation is accepted
   * @param hasSecondFactor true if signing in with the password needs a code
   * @param usesProvider true if the user signs in through the OpenID provider
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserView(
      String id,
      String name,
      @Nullable String email,
      @Nullable Role role,
      boolean readsTexts,
      boolean hasPassword,
      boolean hasSecondFactor,
      boolean usesProvider,
      @Nullable OffsetDateTime signedInAt,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new user. */
  record UserSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(maxLength = 320, pattern = EMAIL) @Nullable String email,
      @Nullable Role role,
      @Nullable Boolean readsTexts) {

    Map<Field<?>, Object> checked() {
      return columns(Checks.ofNew(), name, email, role, readsTexts);
    }
  }

  /**
   * An update of a user; absent values stay unchanged, and an empty email clears it.
   *
   * @param maySignIn false takes the role away; a role given with it is refused
   */
  record UserChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = 320, pattern = EMAIL) @Nullable String email,
      @Nullable Role role,
      @Nullable Boolean readsTexts,
      @Nullable Boolean maySignIn) {

    Map<Field<?>, Object> checked() {
      var isClosed = Boolean.FALSE.equals(maySignIn);
      var checks =
          Checks.ofChange()
              .that(
                  !isClosed || role == null,
                  "role",
                  "role-unusable",
                  "A user who may not sign in has no role.");
      var columns = columns(checks, name, email, role, readsTexts);
      if (isClosed) {
        columns.put(USERS.ROLE, castNull(String.class));
      }
      return columns;
    }

    /** Returns true if the user, if an administrator, no longer is one. */
    boolean endsAdministration() {
      return Boolean.FALSE.equals(maySignIn) || (role != null && role != Role.ADMIN);
    }
  }

  private static Map<Field<?>, Object> columns(
      Checks checks,
      @Nullable String name,
      @Nullable String email,
      @Nullable Role role,
      @Nullable Boolean readsTexts) {
    checks
        .name(name, Checks.LONGEST_NAME)
        .optional("email", email, 320)
        .that(
            email == null || IS_EMAIL.matcher(email).matches(),
            "email",
            "email-invalid",
            "An email address must have a name, \"@\" and a host.")
        .orThrow();
    var columns = new Columns().name(USERS.NAME, USERS.NAME_KEY, name).all();
    if (email != null) {
      columns.put(USERS.EMAIL, Texts.isBlank(email) ? castNull(String.class) : val(email.strip()));
    }
    if (role != null) {
      columns.put(USERS.ROLE, role.wire());
    }
    if (readsTexts != null) {
      columns.put(USERS.READS_TEXTS, readsTexts);
    }
    return columns;
  }

  private static UserView view(Record row) {
    return new UserView(
        row.get(USERS.ID).toString(),
        row.get(USERS.NAME),
        row.get(USERS.EMAIL),
        Optional.ofNullable(row.get(USERS.ROLE)).map(Role::of).orElse(null),
        row.get(USERS.READS_TEXTS),
        row.get(USERS.PASSWORD) != null,
        row.get(USERS.TOTP_SEALED) != null,
        row.get(USERS.OIDC_SUBJECT) != null,
        row.get(USERS.SIGNED_IN_AT),
        row.get(USERS.ARCHIVED_AT) != null,
        row.get(USERS.CREATED_AT),
        row.get(USERS.ARCHIVED_AT));
  }
}
