using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Chat.Webhooks;

/// <summary>What programs go by: which alert it is, of which article in which state, and why it was sent.</summary>
internal sealed record WebhookAlert
{
    /// <summary>The number of the alert, as the operator's logs and commands name it.</summary>
    public long? Id { get; init; }

    public required Guid Article { get; init; }

    /// <summary>Grows with each change of an article: what comes with a lower number than one known is older.</summary>
    public long Revision { get; init; }

    /// <summary><c>new</c>, <c>corrected</c>, <c>withdrawn</c>, <c>restored</c> or <c>ended</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// How it ended (<c>found</c>, <c>searchOver</c>, <c>lifted</c>, <c>lowered</c>, <c>caught</c>), or who withdrew it (<c>source</c>,
    /// <c>operator</c>); null for what is new, corrected or restored.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Why the operator took it down, or the source withdrew it in its own words, for readers.</summary>
    public string? ReasonText { get; init; }

    public static WebhookAlert Create(AlertMessage alert) => new()
    {
        Id = alert.Alert,
        Article = alert.ArticleId,
        Revision = alert.Revision,
        Kind = WebhookPayload.KindOf(alert.Kind),
        Reason = alert.Kind == AlertKind.Withdrawn ? alert.TakenDownBecause is null ? "source" : "operator"
            : alert is { Kind: AlertKind.Ended, EndedAs: { } end } ? JsonNamingPolicy.CamelCase.ConvertName(end.ToString()) : null,
        ReasonText = alert.Kind == AlertKind.Withdrawn ? alert.TakenDownBecause ?? alert.WithdrawnInWords : null,
    };
}
