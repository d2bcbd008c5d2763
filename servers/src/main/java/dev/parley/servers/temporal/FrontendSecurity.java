package dev.parley.servers.temporal;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TLS of a Temporal server for its clients, and who they must be.
 *
 * @param certificate the server's, in PEM, with its key
 * @param clientAuthority the authority of client certificates, which are then required; empty if
 *     clients need none
 * @param tokenKeys where the server finds the keys with which tokens are signed, which are then
 *     required; empty if clients need none
 * @param asAdministrator the options with which Temporal's command line creates the namespace
 */
public record FrontendSecurity(
    Path certificate,
    Path key,
    Optional<Path> clientAuthority,
    Optional<URI> tokenKeys,
    List<String> asAdministrator) {

  /** Returns the options of the server's command that select its services. */
  static List<String> services() {
    // The last one is for the server's own workflows, which have no certificate and no token.
    return List.of(
        "--service",
        "frontend",
        "--service",
        "history",
        "--service",
        "matching",
        "--service",
        "worker",
        "--service",
        "internal-frontend");
  }

  /** Returns the settings below {@code global}, indented as there. */
  String global() {
    var clients =
        clientAuthority
            .map(authority ->
                ", requireClientAuth: true, clientCaFiles: [\"%s\"]".formatted(authority))
            .orElse("");
    var tls =
        """
          tls:
            frontend:
              server: {certFile: "%s", keyFile: "%s"%s}
        """
            .formatted(certificate, key, clients);
    return tls + tokenKeys.map(FrontendSecurity::authorization).orElse("");
  }

  private static String authorization(URI keys) {
    return """
      authorization:
        jwtKeyProvider: {keySourceURIs: ["%s"], refreshInterval: 1m}
        permissionsClaimName: permissions
        authorizer: default
        claimMapper: default
    """
        .formatted(keys);
  }
}
