using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Messages;

namespace Yunhepan.FeedBot.Chat.Webhooks;

/// <summary>
/// Posts each message as JSON to a target of feeds.json, signed as Standard Webhooks 1.0 says
/// (https://www.standardwebhooks.com). A receiver that remembers <c>webhook-id</c> sees no message twice.
/// </summary>
internal sealed class WebhookPlatform(IHttpClientFactory clients, CurrentCatalogue catalogue, TimeProvider time) : IChatPlatform
{
    public const string Name = "webhook";

    /// <summary>A wrong address is tried so often before the target is closed; a change of feeds.json opens it again.</summary>
    private const int Tries = 7;

    private const string SecretPrefix = "whsec_";

    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Webhook, HasPhotos = true, HasOneServer = false, MaxText = AlertText.Room,
    };

    public SendLimits Limits => SendLimits.None;

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (catalogue.Catalogue.Targets.FirstOrDefault(t => t.Kind == TargetKind.Webhook && t.Id == chat.ChatId) is not { } target)
            return new SendResult.ChatGone("feeds.json does not state this target any more");
        using var request = Request(target, message);
        try
        {
            using var response = await clients.CreateClient(Name)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return Read(response, message.DeliveryId);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendResult.Unknown("the target did not answer in time");
        }
        // The address may hold a secret, and so may the words of the exception: its kind alone is told.
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError)
        {
            return new SendResult.Failed($"no connection: {e.HttpRequestError}");
        }
        catch (HttpRequestException e)
        {
            return new SendResult.Unknown($"the connection broke: {e.HttpRequestError}");
        }
    }

    private HttpRequestMessage Request(Target target, OutgoingMessage message)
    {
        var now = time.GetUtcNow();
        var text = MessageRenderer.Render(message, Capabilities).Text.Plain;
        var body = WebhookPayload.Create(message, text, now).ToJson();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", message.DeliveryId);
        request.Headers.Add("webhook-timestamp", stamp);
        if (target.Secret is { } secret)
            request.Headers.Add("webhook-signature", Sign(secret, $"{message.DeliveryId}.{stamp}.", body));
        return request;
    }

    private static string Sign(string secret, string head, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed));
    }

    private static byte[] KeyOf(string secret)
    {
        var encoded = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : "";
        var key = new byte[encoded.Length];
        return encoded.Length > 0 && Convert.TryFromBase64String(encoded, key, out var length) ? key[..length]
            : Encoding.UTF8.GetBytes(secret);
    }

    private static SendResult Read(HttpResponseMessage response, string deliveryId)
    {
        var reason = $"the target answered {(int)response.StatusCode}";
        return response.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new SendResult.Sent(deliveryId),
            HttpStatusCode.TooManyRequests => new SendResult.Throttled(WaitOf(response), WholeAccount: false),
            HttpStatusCode.Gone => new SendResult.ChatGone(reason),
            // A wrong address, secret or way: it may be mended.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) => new SendResult.ChatResting(reason, Tries),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new SendResult.Unknown(reason),
            _ => new SendResult.Rejected(reason),
        };
    }

    private static TimeSpan WaitOf(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? UsualWait;
        return wait < LongestWait ? wait : LongestWait;
    }
}
