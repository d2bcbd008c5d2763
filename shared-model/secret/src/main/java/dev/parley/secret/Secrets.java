package dev.parley.secret;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of the workspace as templates read them. It records which of them were read, so that
 * each is sent only to its allowed hosts.
 */
public final class Secrets extends AbstractMap<String, String> {
  private final Map<String, Secret> secrets;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * A secret.
   *
   * @param hosts the only hosts that it may be sent to, for example {@code api.example.com}, or
   *     {@code *.example.com} for all subdomains; empty for any
   */
  public record Secret(String value, List<String> hosts) {
    public Secret {
      hosts = List.copyOf(hosts);
    }

    private boolean mayGoTo(String host) {
      return hosts.isEmpty()
          || hosts.stream()
              .anyMatch(allowed ->
                  allowed.startsWith("*.")
                      ? host.endsWith(allowed.substring(1))
                      : host.equals(allowed));
    }
  }

  /** Creates secrets by name. */
  public Secrets(Map<String, Secret> secrets) {
    this.secrets = new LinkedHashMap<>(secrets);
  }

  /** Returns the values of all secrets. */
  public List<String> plain() {
    return secrets.values().stream().map(Secret::value).toList();
  }

  /**
   * Returns the same names with {@link Masker#MASK} for every value, for rendering what is stored.
   */
  public Map<String, String> hidden() {
    var hidden = new LinkedHashMap<String, String>();
    secrets.keySet().forEach(name -> hidden.put(name, Masker.MASK));
    return hidden;
  }

  /** Returns the secrets read so far that must not be sent to a host. */
  public List<String> forbiddenFor(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return secrets.entrySet().stream()
        .filter(secret -> read.contains(secret.getKey()) && !secret.getValue().mayGoTo(lower))
        .map(Entry::getKey)
        .toList();
  }

  @Override
  public @Nullable String get(@Nullable Object name) {
    var secret = secrets.get(name);
    if (secret == null) {
      return null;
    }
    read.add(String.valueOf(name));
    return secret.value();
  }

  @Override
  public boolean isEmpty() {
    return secrets.isEmpty();
  }

  @Override
  public int size() {
    return secrets.size();
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return secrets.containsKey(name);
  }

  /** Returns all secrets, which counts as reading all. */
  @Override
  public Set<Entry<String, String>> entrySet() {
    read.addAll(secrets.keySet());
    var all = new LinkedHashMap<String, String>();
    secrets.forEach((name, secret) -> all.put(name, secret.value()));
    return all.entrySet();
  }
}
