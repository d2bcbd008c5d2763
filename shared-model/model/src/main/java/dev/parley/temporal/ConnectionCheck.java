package dev.parley.temporal;

import com.google.common.base.Throwables;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks Temporal whether it can be used, and explains in a sentence if it cannot. */
public final class ConnectionCheck {
  private static final long PROBE_MILLIS = 1_000;

  private final TemporalSettings settings;
  private final WorkflowServiceStubs stubs;

  /** Creates a check of that connection, which has those settings. */
  public ConnectionCheck(TemporalSettings settings, WorkflowServiceStubs stubs) {
    this.settings = settings;
    this.stubs = stubs;
  }

  /** Returns the reason why Temporal cannot be used; empty if it can. */
  public Optional<String> problem() {
    try {
      var _ =
          stubs
              .blockingStub()
              .withDeadlineAfter(PROBE_MILLIS, TimeUnit.MILLISECONDS)
              .describeNamespace(
                  DescribeNamespaceRequest.newBuilder().setNamespace(settings.namespace()).build());
      return Optional.empty();
    } catch (StatusRuntimeException e) {
      return Optional.of(sentence(e));
    }
  }

  /** Returns for example "Temporal 1.29.1 at host:7233, namespace default, no TLS". */
  public String description() {
    return "Temporal%s at %s, namespace %s, %s"
        .formatted(version(), settings.address(), settings.namespace(), settings.security());
  }

  private String version() {
    try {
      var version =
          stubs
              .blockingStub()
              .withDeadlineAfter(PROBE_MILLIS, TimeUnit.MILLISECONDS)
              .getSystemInfo(GetSystemInfoRequest.getDefaultInstance())
              .getServerVersion();
      return version.isEmpty() ? "" : " " + version;
    } catch (StatusRuntimeException e) {
      return "";
    }
  }

  private String sentence(StatusRuntimeException e) {
    var address = settings.address();
    var code = e.getStatus().getCode();
    return switch (code) {
      case NOT_FOUND ->
          """
          Temporal at %s has no namespace "%s". Create it (temporal operator namespace create \
          --namespace %s) or set TEMPORAL_NAMESPACE\
          """
              .formatted(address, settings.namespace(), settings.namespace());
      case PERMISSION_DENIED, UNAUTHENTICATED ->
          "Temporal at %s rejects this service (%s)%s"
              .formatted(
                  address,
                  code,
                  settings.apiKey().isPresent()
                      ? ": TEMPORAL_API_KEY or its file is wrong, has expired, or is not allowed to"
                          + " use the namespace"
                      : ": it expects a client certificate or TEMPORAL_API_KEY");
      default ->
          tlsProblem(e)
              .map(problem -> "Temporal at %s %s".formatted(address, problem))
              .orElseGet(() -> "Temporal at %s does not respond (%s)".formatted(address, code));
    };
  }

  /** Returns what the two sides disagree about, as far as the failed handshake shows it. */
  private Optional<String> tlsProblem(StatusRuntimeException e) {
    var chain =
        Throwables.getCausalChain(e).stream()
            .map(cause -> String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("\n"));
    if (settings.tls().isEmpty()) {
      return chain.contains("frame") || chain.contains("network closed")
          ? Optional.of("answers, but not without TLS: set TEMPORAL_TLS=true")
          : Optional.empty();
    }
    if (chain.contains("not an ssl/tls record") || chain.contains("plaintext")) {
      return Optional.of("answers, but not with TLS: set TEMPORAL_TLS=false");
    }
    if (chain.contains("no subject alternative") || chain.contains("no name matching")) {
      return Optional.of(
          "has a certificate for another name than %s: set TEMPORAL_TLS_SERVER_NAME"
              .formatted(settings.tls().flatMap(Tls::serverName).orElseGet(settings::address)));
    }
    if (chain.contains("pkix path")) {
      return Optional.of(
          "has a certificate that is not trusted here: set TEMPORAL_TLS_SERVER_CA_CERT_PATH to the"
              + " certificate of the authority that issued it");
    }
    if (chain.contains("certificate_required") || chain.contains("certificate required")) {
      return Optional.of(
          "expects a client certificate: set TEMPORAL_TLS_CLIENT_CERT_PATH and"
              + " TEMPORAL_TLS_CLIENT_KEY_PATH");
    }
    return chain.contains("ssl") ? Optional.of("ends the TLS handshake") : Optional.empty();
  }
}
