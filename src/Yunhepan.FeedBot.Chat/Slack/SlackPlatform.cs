using System.Collections.Concurrent;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Slack;

/// <summary>
/// Sends blocks to incoming webhooks of Slack (https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks).
/// </summary>
internal sealed class SlackPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "slack";
    private const int MostRefused = 1000;

    // The messages whose picture Slack has refused, until they are sent without it.
    private readonly ConcurrentDictionary<string, bool> _refusedPictures = new(StringComparer.Ordinal);

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new()
    {
        Serves = TargetKind.Slack, HasButtons = true, HasPhotos = true, HasOneServer = false,
        // Of all blocks together; longer ones are refused although each keeps its limit.
        MaxText = 13_000,
    };

    public SendLimits Limits { get; } = SendLimits.None with { PerChatPerSecond = 1 };

    public async Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (!_refusedPictures.ContainsKey(message.DeliveryId))
        {
            var result = await PostAsync(chat, message, Capabilities, cancellationToken);
            if (result is not SendResult.Rejected || message is not OutgoingMessage.OneArticle
                || MessageRenderer.Render(message, Capabilities).PhotoUrl is null)
                return result;
        }

        // Slack fetches the picture first, and refuses the whole message if it cannot.
        var without = await PostAsync(chat, message, Capabilities with { HasPhotos = false }, cancellationToken);
        if (without is not SendResult.Throttled)
            _refusedPictures.TryRemove(message.DeliveryId, out _);
        else if (_refusedPictures.Count < MostRefused)
            _refusedPictures[message.DeliveryId] = true;
        return without;
    }

    private Task<SendResult> PostAsync(
        ChatAddress chat, OutgoingMessage message, PlatformCapabilities can, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, TargetKind.Slack,
            target => TargetJson.Request(HttpMethod.Post, target.Url, TargetText.Write(message, can, SlackBlocks.Write).Markup),
            response => SlackAnswer.Read(response, message.DeliveryId), cancellationToken);
}
