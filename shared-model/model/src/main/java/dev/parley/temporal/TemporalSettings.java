package dev.parley.temporal;

import io.grpc.Metadata;
import io.temporal.serviceclient.ServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the connection to Temporal. The variables have the names that Temporal's own
 * command line uses.
 *
 * @param address host and port
 * @param tls empty for a connection without TLS
 * @param apiKey sent with every request; empty for none
 * @param keepAlive the interval at which an idle connection is checked; zero for never
 */
public record TemporalSettings(
    String address,
    String namespace,
    Optional<Tls> tls,
    Optional<ApiKey> apiKey,
    Duration keepAlive) {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  /** Temporal Cloud finds the namespace by it, also for requests without one. */
  private static final Metadata.Key<String> NAMESPACE =
      Metadata.Key.of("temporal-namespace", Metadata.ASCII_STRING_MARSHALLER);

  /**
   * Reads the environment. TLS is on if a certificate, an authority, a server name or an API key is
   * given, unless {@code TEMPORAL_TLS} says otherwise.
   *
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  public static TemporalSettings of(Function<String, @Nullable String> environment) {
    var variables = new Variables(environment);
    var apiKey = ApiKey.of(variables);
    return new TemporalSettings(
        variables.text("TEMPORAL_ADDRESS").orElse("127.0.0.1:7233"),
        variables.text("TEMPORAL_NAMESPACE").orElse("default"),
        Tls.of(variables, apiKey.isPresent()),
        apiKey,
        variables.duration("TEMPORAL_KEEP_ALIVE", KEEP_ALIVE));
  }

  /** Applies the settings to the options of a connection. */
  public <T extends ServiceStubsOptions.Builder<T>> T applyTo(T options) {
    options.setTarget(address);
    tls.ifPresentOrElse(
        secured -> {
          options.setSslContext(secured.context());
          secured
              .serverName()
              .ifPresent(name ->
                  options.setChannelInitializer(channel -> channel.overrideAuthority(name)));
        },
        () -> options.setEnableHttps(false));
    apiKey.ifPresent(options::addApiKey);
    var headers = new Metadata();
    headers.put(NAMESPACE, namespace);
    options.setHeaders(headers);
    return keepAlive.isZero()
        ? options.setEnableKeepAlive(false)
        : options.setEnableKeepAlive(true).setKeepAliveTime(keepAlive);
  }

  /** Returns true if this is Temporal Cloud, where some things are set up by other commands. */
  public boolean isCloud() {
    var host = address.replaceFirst(":\\d+$", "");
    return host.endsWith(".tmprl.cloud") || host.endsWith(".temporal.io");
  }

  /** Returns for example "TLS with client certificate and API key" or "no TLS". */
  public String security() {
    var certificate = tls.map(Tls::clientCertificate).orElse(false);
    var by =
        certificate && apiKey.isPresent()
            ? " with client certificate and API key"
            : certificate ? " with client certificate" : apiKey.isPresent() ? " with API key" : "";
    return (tls.isPresent() ? "TLS" : "no TLS") + by;
  }
}
