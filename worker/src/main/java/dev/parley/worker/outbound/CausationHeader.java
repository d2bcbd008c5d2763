package dev.parley.worker.outbound;

import dev.parley.node.Call;
import dev.parley.secret.CausationTokens;
import dev.parley.store.Execution;
import okhttp3.HttpUrl;

/**
 * Sends the chain of executions with a call, to our own API and, if a node asks for it, to other
 * systems: a resulting event is then recognized as caused by them.
 *
 * @param publicUrl the address of our own API
 */
public record CausationHeader(CausationTokens tokens, String publicUrl) {
  /** Returns the call with the chain of its causes in a header, where its receiver may see it. */
  public Call toldTo(Call call, Execution execution) {
    return call instanceof Call.Http http && (http.sendCausation() || isOurs(http.url()))
        ? http.with(new Call.Header(CausationTokens.HEADER, tokens.sign(execution.chain())))
        : call;
  }

  private boolean isOurs(String address) {
    var ours = HttpUrl.parse(publicUrl);
    var url = HttpUrl.parse(address);
    return ours != null
        && url != null
        && ours.scheme().equals(url.scheme())
        && ours.host().equals(url.host())
        && ours.port() == url.port();
  }
}
