using System.Text.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Messages;
using Yunhepan.FeedBot.Chat.Targets;

namespace Yunhepan.FeedBot.Chat.Gotify;

/// <summary>
/// Creates messages of an application of a Gotify server (https://gotify.net/api-docs) in Markdown. An application can neither change
/// nor delete its messages, and nothing marks a repetition.
/// </summary>
internal sealed class GotifyPlatform(TargetClient targets) : IChatPlatform
{
    private const string Name = "gotify";

    private static readonly MarkupDialect Dialect = new() { Escape = EscapeMarkdown, Italic = "*", Strike = "~~", LineBreak = "  \n" };

    public string Platform => Name;

    public string Account => Name;

    public PlatformCapabilities Capabilities { get; } = new() { Serves = TargetKind.Gotify, HasOneServer = false, MaxText = 20_000 };

    public SendLimits Limits { get; } = SendLimits.None with { PerChatPerSecond = 2 };

    public Task<SendResult> SendAsync(ChatAddress chat, OutgoingMessage message, CancellationToken cancellationToken) =>
        targets.SendAsync(
            chat, TargetKind.Gotify, target => Compose(target, message),
            response => response.IsSuccess && response.Json() is { } json && json.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.Number ? new SendResult.Sent(id.GetRawText()) : null,
            cancellationToken);

    private HttpRequestMessage Compose(Target target, OutgoingMessage message)
    {
        var json = TargetText.Write(message, Capabilities, rendered => Write(message, rendered)).Markup;
        var request = TargetJson.Request(HttpMethod.Post, target.Url, json);
        // In the address the token would be written into logs on its way.
        if (target.Secret is { } token)
            request.Headers.Add("X-Gotify-Key", token);
        return request;
    }

    private static string Write(OutgoingMessage message, RenderedMessage rendered)
    {
        var (title, rest) = TargetJson.Divide(rendered.Text);
        var extras = new JsonObject { ["client::display"] = new JsonObject { ["contentType"] = "text/markdown" } };
        if (MessageTraits.AddressOf(message) is { } url)
            extras["client::notification"] = new JsonObject { ["click"] = new JsonObject { ["url"] = url } };
        return TargetJson.Write(new JsonObject
        {
            ["title"] = title,
            ["message"] = rest.IsBlank ? Dialect.Write(rendered.Text) : Dialect.Write(rest),
            ["priority"] = PriorityOf(message),
            ["extras"] = extras,
        });
    }

    // Its app makes no sound below four, and sounds and vibrates from eight.
    private static int PriorityOf(OutgoingMessage message) => MessageTraits.UrgencyOf(message) switch
    {
        Urgency.Silent => 2,
        Urgency.Usual => 5,
        Urgency.Urgent => 8,
        _ => throw new System.Diagnostics.UnreachableException("unknown urgency"),
    };

    // CommonMark takes any ASCII punctuation after a backslash for itself.
    private static string EscapeMarkdown(string text, bool isLineStart) =>
        string.Concat(text.Select(c => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) ? $"\\{c}" : c.ToString()));
}
