package dev.parley.api.privacy;

import dev.parley.api.Transactions;
import dev.parley.api.input.Parameters;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.Scope;
import dev.parley.store.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /contacts/{id}/export}, {@code /contacts/{id}/erasures} and {@code /erasures}: all data of
 * a contact.
 */
@RestController
@RequestMapping("/api/v1")
@Requires(Scope.PRIVACY_WRITE)
class PrivacyController {
  private static final String ZIP = "application/zip";

  private static final Logger LOG = LoggerFactory.getLogger(PrivacyController.class);

  private final Transactions transactions;

  PrivacyController(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Begins the erasure of a contact; while one is under way, returns that one. */
  @Operation(operationId = "eraseContact", summary = "Erase a contact with all of its data")
  @PostMapping("/contacts/{id}/erasures")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ResponseEntity<ErasureStore.View> begin(@PathVariable String id, HttpServletRequest request) {
    var by = Caller.of(request).name();
    var begun =
        transactions
            .write(tx -> ErasureStore.begin(tx, id, by))
            .orElseThrow(() -> Refusal.notFound("contact", id));
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/erasures/" + begun.id()))
        .body(begun);
  }

  /** Streams an archive of everything held about a contact. */
  @Operation(
      operationId = "exportContact",
      summary = "Export everything held about a contact",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "A ZIP archive of JSON Lines",
              content =
                  @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary"))))
  @PostMapping(path = "/contacts/{id}/export", produces = ZIP)
  void export(@PathVariable String id, HttpServletResponse response) {
    if (!transactions.readOnce(tx -> ErasureStore.isContact(tx, id))) {
      throw Refusal.notFound("contact", id);
    }
    if (transactions.readOnce(tx -> ErasureStore.isUnderWay(tx, id))) {
      throw incomplete();
    }
    response.setContentType(ZIP);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"parley-contact.zip\"");
    try {
      if (!ContactExport.write(transactions, id, response.getOutputStream())
          && !response.isCommitted()) {
        response.resetBuffer();
        throw incomplete();
      }
    } catch (IOException e) {
      LOG.debug("A client disconnected during an export: {}", e.toString());
    }
  }

  private static Refusal incomplete() {
    return Refusal.conflict(
        "contact-being-erased", "This contact is being erased, so its data is incomplete.");
  }

  @Operation(operationId = "listErasures", summary = "List erasures, newest first")
  @GetMapping("/erasures")
  Page<ErasureStore.View> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    var before = Parameters.cursor(cursor);
    return Page.of(
        transactions.read(tx -> ErasureStore.list(tx, before, Page.limit(limit) + 1)),
        limit,
        last -> last.id().toString());
  }

  @Operation(operationId = "getErasure", summary = "Get the progress or the result of an erasure")
  @GetMapping("/erasures/{id}")
  ErasureStore.View find(@PathVariable String id) {
    return Ids.read(id)
        .flatMap(key -> transactions.read(tx -> ErasureStore.find(tx, key)))
        .orElseThrow(() -> Refusal.notFound("erasure", id));
  }
}
