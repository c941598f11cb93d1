using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Articles;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>Several alerts of one chat that go as one message.</summary>
/// <param name="Shown">The newest first.</param>
/// <param name="Alerts">All that it stands for.</param>
/// <param name="At">When it is sent, or was.</param>
internal sealed record DigestContent(DigestKind Kind, IReadOnlyList<(Alert Alert, Article Article)> Shown, IReadOnlyList<Alert> Alerts,
    DateTimeOffset At);
