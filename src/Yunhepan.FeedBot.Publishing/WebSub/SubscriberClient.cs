using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Serving;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The answer of a callback to a request for confirmation.</summary>
internal enum CallbackAnswer
{
    Confirmed,
    Refused,
    NotReached,
}

/// <summary>The outcome of a delivery.</summary>
internal enum CallbackOutcome
{
    Taken,
    Gone,
    Failed,
}

/// <summary>
/// Sends requests for confirmation and deliveries to subscribers. Their callbacks are foreign: connections pass the guard, are
/// bounded in time and size, and never follow redirects.
/// </summary>
internal sealed class SubscriberClient(HttpClient http, IOptions<HubOptions> options, TimeProvider time)
{
    /// <summary>The name of the client for <c>IHttpClientFactory</c>.</summary>
    public const string ClientName = "websub";

    private const int LongestAnswer = 4096;

    /// <summary>Verifies the intent of a subscriber, with a challenge that is used once.</summary>
    internal async Task<CallbackAnswer> VerifyAsync(HubRequest request, CancellationToken cancellationToken)
    {
        var challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        List<(string, string)> parameters =
        [
            ("hub.mode", request.Subscribes ? "subscribe" : "unsubscribe"), ("hub.topic", request.Topic), ("hub.challenge", challenge),
        ];
        if (request.Subscribes)
            parameters.Add(("hub.lease_seconds", request.LeaseSeconds.ToString(CultureInfo.InvariantCulture)));
        if (await GetAsync(request.Callback, parameters, cancellationToken) is not { } answer)
            return CallbackAnswer.NotReached;
        return answer.IsSuccess && CryptographicOperations.FixedTimeEquals(answer.Body, Encoding.ASCII.GetBytes(challenge))
            ? CallbackAnswer.Confirmed : CallbackAnswer.Refused;
    }

    /// <summary>Tells a subscriber once that it is denied, and why.</summary>
    internal Task DenyAsync(string callback, string topic, string reason, CancellationToken cancellationToken) =>
        GetAsync(callback, [("hub.mode", "denied"), ("hub.topic", topic), ("hub.reason", reason)], cancellationToken);

    /// <summary>Delivers the whole current feed, signed if a secret was given.</summary>
    internal async Task<CallbackOutcome> DeliverAsync(HubSubscription subscription, RenderedFeed feed, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, subscription.Callback) { Content = new ByteArrayContent(feed.Plain.Bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(feed.ContentType);
        request.Headers.TryAddWithoutValidation("Link", feed.Link.ToString());
        if (subscription.Secret is { } secret)
        {
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), feed.Plain.Bytes);
            request.Headers.TryAddWithoutValidation("X-Hub-Signature", "sha256=" + Convert.ToHexStringLower(signature));
        }

        return await SendAsync(request, (response, _) => Task.FromResult(response.StatusCode switch
        {
            HttpStatusCode.Gone => CallbackOutcome.Gone,
            // A redirect is a failure: content goes only where the subscriber confirmed.
            _ when response.IsSuccessStatusCode => CallbackOutcome.Taken,
            _ => CallbackOutcome.Failed,
        }), CallbackOutcome.Failed, cancellationToken);
    }

    private Task<(bool IsSuccess, byte[] Body)?> GetAsync(
        string callback, IEnumerable<(string Name, string Value)> parameters, CancellationToken cancellationToken)
    {
        // The callback's own query is kept.
        var joint = callback.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var query = string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return AskAsync(new HttpRequestMessage(HttpMethod.Get, $"{callback}{joint}{query}"), cancellationToken);
    }

    private async Task<(bool IsSuccess, byte[] Body)?> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            return await SendAsync<(bool, byte[])?>(request, async (response, ct) =>
            {
                var body = new byte[LongestAnswer];
                await using var stream = await response.Content.ReadAsStreamAsync(ct);
                var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, ct);
                return (response.IsSuccessStatusCode, body[..length]);
            }, null, cancellationToken);
        }
    }

    private async Task<T> SendAsync<T>(
        HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, T failed,
        CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.TimeoutSeconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidOperationException)
        {
            return failed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return failed;
        }
    }
}
