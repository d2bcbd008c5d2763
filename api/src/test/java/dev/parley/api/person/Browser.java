package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** A client that keeps cookies and sends the CSRF token, as a browser with the dashboard does. */
public final class Browser {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunningApi api;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Creates a browser without cookies. */
  public Browser(RunningApi api) {
    this.api = api;
  }

  /**
   * Creates a user with this role, who accepts an invitation and is signed in.
   *
   * @param name also the name in the email address
   */
  public static Browser signedIn(RunningApi api, String name, String role, String more) {
    var sent =
        "{'name': '%s', 'email': '%s@example.com', 'role': '%s'%s}"
            .formatted(name, name, role, more);
    var user = api.post("users", sent);
    assertThat(user.status()).as(user.body().toString()).isEqualTo(201);
    var browser = new Browser(api);
    var accepted = browser.accept(api.post("users/" + user.at("/id") + "/invitation", ""));
    assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(204);
    return browser;
  }

  /** Chooses the password {@code a good password} with an invitation. */
  public HttpResponse<String> accept(RunningApi.Answer invitation) {
    var token = invitation.at("/url").replaceFirst(".*token=", "");
    return send(
        "POST", "session/password", "{'token': '" + token + "', 'password': 'a good password'}");
  }

  /** Sends a request, and keeps the cookies of the answer. */
  public HttpResponse<String> send(String method, String path, String json, String... headers) {
    var sent = new LinkedHashMap<String, String>();
    sent.put("Accept", "*/*");
    for (int i = 0; i < headers.length; i += 2) {
      sent.put(headers[i], headers[i + 1]);
    }
    if (!cookies.isEmpty()) {
      sent.put(
          "Cookie",
          cookies.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
      sent.putIfAbsent("X-XSRF-TOKEN", cookies.getOrDefault("XSRF-TOKEN", "none"));
    }
    var all =
        sent.entrySet().stream()
            .flatMap(one -> java.util.stream.Stream.of(one.getKey(), one.getValue()))
            .toArray(String[]::new);
    var answer = api.raw(method, path, json, all);
    for (var cookie : answer.headers().allValues("Set-Cookie")) {
      var pair = cookie.replaceFirst(";.*", "").split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return answer;
  }

  /** Sends a request and returns its status. */
  public int status(String method, String path, String json) {
    return send(method, path, json).statusCode();
  }

  /** Returns the code of a problem; empty if there is none. */
  public static String code(HttpResponse<String> answer) {
    return answer.body().isBlank() ? "" : JSON.readTree(answer.body()).path("code").asString("");
  }

  /** Signs in with a password and a second factor; the code may be empty. */
  public HttpResponse<String> signIn(String email, String password, String code) {
    return send(
        "POST",
        "session",
        "{'email': '%s', 'password': '%s', 'code': '%s'}".formatted(email, password, code));
  }

  /** Returns a cookie's value. */
  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  /** Replaces a cookie. */
  public void cookie(String name, String value) {
    cookies.put(name, value);
  }
}
