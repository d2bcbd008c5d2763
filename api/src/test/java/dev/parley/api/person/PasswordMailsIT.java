package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.parley.api.RunningApi;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People who forgot their password get a link by email, as the invited do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordMailsIT {
  private static final String BASE = "http://parley.example.com:8080";
  private static final Pattern LINK =
      Pattern.compile(Pattern.quote(BASE) + "/choose-password\\?token=(\\S+)");
  private static final long WAIT = 20_000;

  private GreenMail mail;
  private RunningApi api;

  @BeforeAll
  void start() {
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.setUser("parley", "smtp password");
    mail.start();
    api =
        new RunningApi(
            "--parley.public-url=" + BASE + "/",
            "--parley.smtp.host=127.0.0.1",
            "--parley.smtp.port=" + mail.getSmtp().getPort(),
            "--parley.smtp.username=parley",
            "--parley.smtp.password=smtp password",
            "--parley.smtp.tls=none",
            "--parley.smtp.from=Parley <parley@example.com>");
  }

  @AfterAll
  void stop() {
    api.close();
    mail.stop();
  }

  private HttpResponse<String> reset(String email) {
    return new Browser(api).send("POST", "session/password-reset", "{'email': '" + email + "'}");
  }

  /** Waits for messages to this address; those of other tests do not count. */
  private List<MimeMessage> received(String address, int count) {
    for (int known = 0; ; known = mail.getReceivedMessages().length) {
      var found =
          Arrays.stream(mail.getReceivedMessages()).filter(one -> isTo(one, address)).toList();
      if (found.size() >= count) {
        return found;
      }
      assertThat(mail.waitForIncomingEmail(WAIT, known + 1)).as("mail to " + address).isTrue();
    }
  }

  private static boolean isTo(MimeMessage message, String address) {
    try {
      return message.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String token(MimeMessage message) throws MessagingException, IOException {
    var text = (String) message.getContent();
    var link = LINK.matcher(text);
    assertThat(link.find()).as(text).isTrue();
    return link.group(1);
  }

  private static HttpResponse<String> choose(Browser browser, String token, String password) {
    return browser.send(
        "POST", "session/password", "{'token': '%s', 'password': '%s'}".formatted(token, password));
  }

  @Test
  void aLinkByEmailWorksOnceAndEndsAllSessions() throws Exception {
    var before = Browser.signedIn(api, "forgetful", "agent", "");
    var user = api.get("users?search=forgetful").body().at("/items/0/id").asString();
    assertThat(reset("FORGETFUL@example.com").statusCode()).isEqualTo(204);
    // The first message was the invitation.
    var message = received("forgetful@example.com", 2).getLast();
    assertThat(message.getSubject()).isEqualTo("Choose a new password for Parley");
    assertThat(message.getFrom()[0]).hasToString("Parley <parley@example.com>");
    assertThat(message.getContentType()).startsWith("text/plain");
    assertThat((String) message.getContent()).contains("Hello forgetful,");
    var token = token(message);
    var invitation = api.post("users/" + user + "/invitation", "");
    assertThat(invitation.at("/emailed")).isEqualTo("true");

    assertThat(before.status("GET", "session", "")).isEqualTo(200);
    // A new link of an administrator ends the others.
    assertThat(Browser.code(choose(new Browser(api), token, "a better password")))
        .isEqualTo("link-used");
    assertThat(reset("forgetful@example.com").statusCode()).isEqualTo(204);
    var second = token(received("forgetful@example.com", 4).getLast());
    var now = new Browser(api);
    assertThat(choose(now, second, "a better password").statusCode()).isEqualTo(204);
    assertThat(now.status("GET", "session", "")).isEqualTo(200);
    assertThat(before.status("GET", "session", "")).isEqualTo(401);
    assertThat(Browser.code(choose(new Browser(api), second, "another password")))
        .isEqualTo("link-used");
    assertThat(new Browser(api).accept(invitation).statusCode()).isEqualTo(401);
  }

  @Test
  void requestsAreAuditedWithTheirLinks() throws Exception {
    Browser.signedIn(api, "recorded", "agent", "");
    var user = api.get("users?search=recorded").body().at("/items/0/id").asString();
    assertThat(reset("nobody@example.com").statusCode()).isEqualTo(204);
    assertThat(reset("recorded@example.com").statusCode()).isEqualTo(204);
    var token = token(received("recorded@example.com", 2).getLast());
    var done = api.get("audit?operation=resetPassword&outcome=done&objectId=" + user);
    assertThat(done.body().path("items").size()).isEqualTo(1);
    assertThat(done.at("/items/0/actor/kind")).isEqualTo("anonymous");
    assertThat(done.at("/items/0/object/name")).isEqualTo("recorded");
    assertThat(done.body().toString()).doesNotContain(token, "recorded@");
    // Messages are written in the order of requests.
    var refused = api.get("audit?limit=100&operation=resetPassword&outcome=refused").body();
    assertThat(refused.path("items").valueStream())
        .anySatisfy(entry -> {
          assertThat(entry.path("reason").asString()).isEqualTo("account-unknown");
          assertThat(entry.at("/object/name").asString()).isEqualTo("n…@example.com");
        });
  }

  @Test
  void aLinkEndsAfterAnHour() throws Exception {
    Browser.signedIn(api, "slow", "agent", "");
    assertThat(reset("slow@example.com").statusCode()).isEqualTo(204);
    var token = token(received("slow@example.com", 2).getLast());
    try (var sql = api.sql();
        var wait =
            sql.prepareStatement(
                "update password_link set expires_at = expires_at - interval '1 hour'"
                    + " where created_by = 'reset by email'"
                    + " and expires_at <= now() + interval '1 hour'")) {
      assertThat(wait.executeUpdate()).isPositive();
    }
    assertThat(Browser.code(choose(new Browser(api), token, "a better password")))
        .isEqualTo("link-used");
  }

  @Test
  void theSecondFactorStaysRequired() throws Exception {
    Browser.signedIn(api, "doubly", "agent", "");
    try (var sql = api.sql();
        var add =
            sql.prepareStatement(
                "update users set totp_sealed = '\\x00' where email = 'doubly@example.com'")) {
      assertThat(add.executeUpdate()).isEqualTo(1);
    }
    assertThat(reset("doubly@example.com").statusCode()).isEqualTo(204);
    var browser = new Browser(api);
    var token = token(received("doubly@example.com", 2).getLast());
    assertThat(choose(browser, token, "a better password").statusCode()).isEqualTo(204);
    assertThat(browser.status("GET", "session", "")).isEqualTo(401);
    var signIn = browser.signIn("doubly@example.com", "a better password", "");
    assertThat(Browser.code(signIn)).isEqualTo("code-needed");
  }

  @Test
  void anUnknownAddressIsAnsweredAndDelayedLikeAKnownOne() throws SQLException {
    Browser.signedIn(api, "existing", "agent", "");
    for (var email : List.of("existing@example.com", "missing@example.com")) {
      for (int i = 0; i < 3; i++) {
        var answer = reset(email);
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
      }
      var delayed = reset(email);
      assertThat(delayed.statusCode()).isEqualTo(429);
      assertThat(delayed.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
    }
    received("existing@example.com", 4);
    assertThat(mail.getReceivedMessages()).noneMatch(one -> isTo(one, "missing@example.com"));
  }

  @Test
  void anArchivedPersonGetsNoLink() throws Exception {
    Browser.signedIn(api, "away", "agent", "");
    received("away@example.com", 1);
    var user = api.get("users?search=away").body().at("/items/0/id").asString();
    assertThat(api.post("users/" + user + "/archive", "").status()).isEqualTo(200);
    assertThat(reset("away@example.com").statusCode()).isEqualTo(204);
    // Messages are sent in the order of requests: one to another person shows that none is due.
    Browser.signedIn(api, "after", "agent", "");
    received("after@example.com", 1);
    assertThat(received("away@example.com", 1)).hasSize(1);
  }

  @Test
  void anInvitationIsSentWithTheAddressOfTheProduct() throws Exception {
    var user =
        api.post("users", "{'name': 'Grace', 'email': 'grace@example.com', 'role': 'agent'}");
    var invitation = api.post("users/" + user.at("/id") + "/invitation", "");
    var message = received("grace@example.com", 1).getFirst();
    assertThat(invitation.at("/url")).endsWith("token=" + token(message));
    assertThat(GreenMailUtil.getBody(message)).contains("Hello Grace,");
    assertThat(api.get("session/options").at("/passwordReset")).isEqualTo("true");
  }

  @Test
  void withoutAMailServerLinksAreOnlyShown() {
    try (var own = new RunningApi()) {
      var answer =
          new Browser(own).send("POST", "session/password-reset", "{'email': 'a@example.com'}");
      assertThat(Browser.code(answer)).isEqualTo("mail-missing");
      assertThat(own.get("session/options").at("/passwordReset")).isEqualTo("false");
    }
  }
}
