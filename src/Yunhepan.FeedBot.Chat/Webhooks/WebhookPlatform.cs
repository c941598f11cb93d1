using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Webhooks;

/// <summary>
/// Posts each message as JSON to a target of feeds.json, signed by Standard Webhooks 1.0 (https://www.standardwebhooks.com). A
/// receiver that stores <c>webhook-id</c> sees no message twice.
/// </summary>
internal sealed class WebhookPlatform(TargetClient targets, TimeProvider time) : IChatPlatform
{
    private const string Name = "webhook";
    private const string SecretPrefix = "whsec_";

    // As the standard advises.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // Those of the standard: about three days.
    private static readonly TimeSpan[] RetryWaits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Webhook, HasPhotos = true, HasOneServer = false, MaxText = AlertText.Room,
        RetryWaits = RetryWaits, StepsAsideAfter = 3,
    };

    public SendLimits Limits => SendLimits.None;

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var result = await targets.SendAsync(
            chat, TargetKind.Webhook, Timeout, target => Compose(target, message),
            response => response.IsSuccess ? new SendResult.Sent(message.DeliveryId) : null, cancellationToken);
        return result is SendResult.Unknown unknown ? unknown with { MayRepeat = true } : result;
    }

    private HttpRequestMessage Compose(Target target, OutgoingMessage message)
    {
        var now = time.GetUtcNow();
        var body = WebhookPayload.Create(message, MessageRenderer.Render(message, Capabilities).Text.Plain, now).ToJson();
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        var stamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        request.Headers.Add("webhook-id", message.DeliveryId);
        request.Headers.Add("webhook-timestamp", stamp);
        // While receivers change to a new secret, the old one signs too.
        if (target.Secret is { } secret)
            request.Headers.Add("webhook-signature", string.Join(
                ' ', target.OlderSecrets.Prepend(secret).Select(each => Sign(each, $"{message.DeliveryId}.{stamp}.", body))));
        return request;
    }

    private static string Sign(string secret, string head, byte[] body)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes(head), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed));
    }

    // The standard writes a key in base64 after a prefix; any other text is the key itself.
    private static byte[] KeyOf(string secret)
    {
        var encoded = secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : "";
        var key = new byte[encoded.Length];
        return encoded.Length > 0 && Convert.TryFromBase64String(encoded, key, out var length) ? key[..length]
            : Encoding.UTF8.GetBytes(secret);
    }
}
