using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>
/// Tells the followers of sources when one is dead, asks for a login, has moved or works again. It compares what is certain with what
/// each chat was told, so nothing is queued that could be lost or become untrue (ADR 90).
/// </summary>
public sealed partial class SourceNotices(
    IServiceScopeFactory scopes, FindSourceTroubles find, SourceNewsSender sender, ILogger<SourceNotices> logger)
{
    private const int AtOnce = 8;

    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(5);

    /// <summary>Tells everybody who has something to hear now.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A message that is being sent may finish when the service stops.
        using var finishing = new CancellationTokenSource();
        await using var stop = cancellationToken.Register(() => finishing.CancelAfter(FinishWithin));
        var due = await FindDueAsync(cancellationToken);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (notice, _) => await TellAsync(notice, finishing.Token));
    }

    private async Task<IReadOnlyList<DueNotice>> FindDueAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AlertsDb>();
        var followed = await db.Subscriptions.Where(w => w.TopicKind == TopicKind.Source && w.Mode != SubscriptionMode.Muted)
            .Select(w => w.TopicId).Distinct().ToListAsync(cancellationToken);
        if (followed.Count == 0)
            return [];
        var findings = await find(followed, cancellationToken);
        var told = (await db.ToldSources.AsNoTracking().ToListAsync(cancellationToken)).ToDictionary(t => (t.SubscriberId, t.SourceId));
        var known = told.Keys.Select(t => t.SourceId).ToHashSet(StringComparer.Ordinal);
        string[] ids = [.. findings.Where(f => f.Value.Verdict is SourceVerdict.Dead or SourceVerdict.AsksForLogin
            || f.Value.MovedTo is not null || known.Contains(f.Key)).Select(f => f.Key)];
        if (ids.Length == 0)
            return [];
        var added = await db.AddedSources.AsNoTracking().Where(s => ids.Contains(s.SourceId)).ToDictionaryAsync(
            s => s.SourceId, cancellationToken);
        var follows = await db.Subscriptions.AsNoTracking()
            .Where(w => w.TopicKind == TopicKind.Source && w.Mode != SubscriptionMode.Muted && ids.Contains(w.TopicId))
            .Join(db.Subscribers.AsNoTracking().Where(c => c.State == SubscriberState.Active), w => w.SubscriberId, c => c.Id,
                (w, c) => new { Row = w, Chat = c })
            .ToListAsync(cancellationToken);
        var settings = scope.ServiceProvider.GetRequiredService<ChatSettings>();
        List<DueNotice> due = [];
        foreach (var follow in follows.OrderBy(f => f.Chat.Id))
        {
            var (finding, source) = (findings[follow.Row.TopicId], added.GetValueOrDefault(follow.Row.TopicId));
            var before = told.GetValueOrDefault((follow.Chat.Id, follow.Row.TopicId));
            var moment = settings.MomentOf(follow.Chat);
            if (NoticeRule.Next(finding, before, source, moment.Now) is { } step && !DeliveryPolicy.IsMuted(follow.Row, moment.Now)
                && sender.SpeaksTo(follow.Chat)
                && DeliveryPolicy.Decide(moment, null, AlertKind.New, Priority.Normal) is DeliveryDecision.Send send)
                due.Add(new DueNotice(follow.Chat, follow.Row.TopicId, source, step, finding, before is null, send.Silently));
        }

        return due;
    }

    private async Task TellAsync(DueNotice notice, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var claims = scope.ServiceProvider.GetRequiredService<ToldSources>();
        var (chat, sourceId, step) = (notice.Chat, notice.SourceId, notice.Step);
        if (!await claims.ClaimAsync(chat, sourceId, notice.IsFirst, cancellationToken))
            return;
        var news = scope.ServiceProvider.GetRequiredService<SourceNewsWriter>().Write(notice);
        // The number of the trouble, so that a receiver can tell a repetition from another one.
        var episode = (notice.Finding.Since ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds();
        var result = await sender.SendAsync(chat, news, $"source-{sourceId}-{step}-{episode}-{chat.Id}", cancellationToken);
        await claims.SettleAsync(chat, sourceId, step, notice.Finding.MovedTo, result, CancellationToken.None);
        var label = chat.Label;
        LogTold(label, step, sourceId);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Chat} is told about source {SourceId}: {Step}")]
    private partial void LogTold(string chat, SourceStep step, string sourceId);
}

/// <summary>Something that a chat has to hear about a source.</summary>
/// <param name="Source">The added source; null for one of feeds.json.</param>
/// <param name="IsFirst">True if it has heard nothing about it before.</param>
internal sealed record DueNotice(
    Subscriber Chat, string SourceId, AddedSource? Source, SourceStep Step, SourceFinding Finding, bool IsFirst, bool IsSilent);
