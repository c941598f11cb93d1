using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Chat.Push;

/// <summary>Sends encrypted messages to push services. Their addresses come from browsers, so anybody can name any.</summary>
internal sealed class PushSender(IHttpClientFactory clients, VapidKeys keys, CurrentCatalogue catalogue, TimeProvider time)
{
    public const string ClientName = "web push";

    /// <summary>The longest address; those of today's push services have up to 500 characters.</summary>
    public const int MaxAddress = 1000;

    /// <summary>How long a push service may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Returns true for an address to which messages may be sent: https, or this machine itself.</summary>
    public static bool IsAddress(string? address) =>
        address is { Length: > 0 and <= MaxAddress } && !address.AsSpan().ContainsAnyExceptInRange('!', '~')
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { UserInfo.Length: 0, Fragment.Length: 0, Host.Length: > 0 }
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    public async Task<PushOutcome> SendAsync(PushDevice device, PushMessage message, CancellationToken cancellationToken)
    {
        var key = await keys.GetAsync(cancellationToken);
        var address = new Uri(device.Endpoint);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(PushEncryption.Encrypt(message.Text, device.Key, device.Secret))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream"), ContentEncoding = { "aes128gcm" } },
            },
        };
        request.Headers.TryAddWithoutValidation("Authorization", key.Authorize(address, Contact, time.GetUtcNow()));
        request.Headers.Add("TTL", ((long)message.Lives.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", message.Urgency.ToString().ToLowerInvariant());
        request.Headers.Add("Topic", message.Topic);
        return await AskAsync(request, cancellationToken);
    }

    // Push services want to know whom to ask: an address of mail or of the web.
    private string? Contact => Array.Find(
        (string?[])[
            catalogue.Catalogue.Site.Contact is { } mail && mail.Contains('@', StringComparison.Ordinal)
                && !mail.Contains(':', StringComparison.Ordinal) ? "mailto:" + mail : catalogue.Catalogue.Site.Contact,
            catalogue.Catalogue.Site.BaseUrl],
        each => each is not null && (each.StartsWith("mailto:", StringComparison.Ordinal)
            || each.StartsWith("https://", StringComparison.Ordinal)));

    private async Task<PushOutcome> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(ClientName);
        using var timeout = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var started = time.GetTimestamp();
        try
        {
            // The body says nothing that we need, and could be endless.
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Read(response, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PushOutcome.Failed("no answer in time", null);
        }
        // The message of the exception may contain the address.
        catch (HttpRequestException e)
        {
            return new PushOutcome.Failed($"no connection: {e.HttpRequestError}", null);
        }
        catch (IOException)
        {
            return new PushOutcome.Failed("the connection failed", null);
        }
    }

    private PushOutcome Read(HttpResponseMessage response, TimeSpan took) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new PushOutcome.Accepted(took),
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new PushOutcome.Gone(),
        HttpStatusCode.RequestEntityTooLarge => new PushOutcome.TooLarge(),
        var status => new PushOutcome.Failed($"the push service answered {(int)status}", WaitOf(response)),
    };

    private TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } wait } => wait,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };
}
