package dev.parley.api.catalogue;

import static dev.parley.db.Tables.USERS;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.val;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.catalogue.CatalogueStore.Shelf;
import dev.parley.node.References;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Users: the team's members. */
final class UserStore {
  static final Shelf<UserView> SHELF =
      new Shelf<>(
          "user", References.Kind.USER, USERS, List.of(USERS.NAME, USERS.EMAIL), UserStore::view);

  private UserStore() {}

  /** A user as it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UserView(
      String id,
      String name,
      @Nullable String email,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A user as it is sent; of a change, what is absent stays, and an empty e-mail is none. */
  record UserSent(@Nullable String name, @Nullable String email) {

    Map<Field<?>, Object> checked(Checks checks) {
      checks
          .needed("name", name, 120)
          .optional("email", email, 320)
          .that(
              email == null || email.isBlank() || email.strip().matches("[^@\\s]+@[^@\\s]+"),
              "email",
              "email-invalid",
              "An e-mail address has a name, \"@\" and a host.")
          .orThrow();
      var columns = new Columns().text(USERS.NAME, name).all();
      if (email != null) {
        columns.put(USERS.EMAIL, email.isBlank() ? castNull(String.class) : val(email.strip()));
      }
      return columns;
    }
  }

  private static UserView view(Record row) {
    return new UserView(
        row.get(USERS.ID).toString(),
        row.get(USERS.NAME),
        row.get(USERS.EMAIL),
        row.get(USERS.ARCHIVED_AT) != null,
        row.get(USERS.CREATED_AT),
        row.get(USERS.ARCHIVED_AT));
  }
}
