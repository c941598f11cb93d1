using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

/// <summary>Creates and updates subscribers for the targets in feeds.json. Scoped.</summary>
internal sealed partial class TargetSubscribers(
    AlertsDb db, SubscriberStore subscribers, Subscriptions subscriptions, ChatSettings settings, ChatReach reach,
    ILogger<TargetSubscribers> logger)
{
    private readonly ChatFormats _formats = new(db);

    /// <summary>
    /// Adds, changes and stops the subscribers of one account, all of which are targets. It may be called at any time;
    /// subscribers that match feeds.json stay unchanged.
    /// </summary>
    public async Task SyncAsync(string platform, string account, IReadOnlyList<Target> targets, CancellationToken cancellationToken)
    {
        foreach (var target in targets)
        {
            var address = new ChatAddress(platform, account, target.Id);
            var chat = await subscribers.ArriveAsync(address, LanguageTag.Write(target.Language), cancellationToken);
            // The person who changed the file may have fixed what blocked the messages.
            await reach.BackAsync(address, cancellationToken);
            await SetAsync(chat, target, cancellationToken);
            await FollowAsync(chat, target, cancellationToken);
        }

        await StopOthersAsync(platform, account, [.. targets.Select(t => t.Id)], cancellationToken);
    }

    private async Task StopOthersAsync(string platform, string account, string[] stated, CancellationToken cancellationToken)
    {
        foreach (var chat in await db.Subscribers.AsNoTracking()
            .Where(s => s.Platform == platform && s.Account == account && s.State != SubscriberState.Stopped && !stated.Contains(s.ChatId))
            .ToListAsync(cancellationToken))
        {
            await subscribers.StopAsync(chat, cancellationToken);
            LogStopped(chat.ChatId);
        }
    }

    private async Task SetAsync(Subscriber chat, Target target, CancellationToken cancellationToken)
    {
        if (chat.Language != LanguageTag.Write(target.Language))
            await subscribers.SetLanguageAsync(chat, LanguageTag.Write(target.Language), isChosen: true, cancellationToken);
        if (chat.TimeZone != target.TimeZone?.Id)
            await settings.SetTimeZoneAsync(chat, target.TimeZone?.Id, cancellationToken);
        var urgentGetsThrough = target.Quiet is not { UrgentToo: true };
        if (chat.UrgentInQuiet != urgentGetsThrough)
            await settings.SetUrgentAsync(chat, urgentGetsThrough, cancellationToken);
        if ((chat.QuietFrom, chat.QuietTo) != (target.Quiet?.From, target.Quiet?.To))
            await settings.SetQuietAsync(chat, target.Quiet?.From, target.Quiet?.To, cancellationToken);
        if (await _formats.FindAsync(chat.FormatId, cancellationToken) != target.Format)
            await _formats.SetAsync(chat, target.Format, cancellationToken);
        if (target.Digest is { } digest && (chat.DigestAt, chat.DigestOn) != (digest.At, digest.On))
            await settings.SetDigestAsync(chat, digest.At, digest.On, cancellationToken);
    }

    private async Task FollowAsync(Subscriber chat, Target target, CancellationToken cancellationToken)
    {
        var choice = new SubscriptionChoice
        {
            Mode = target.Digest is null ? SubscriptionMode.Instant : SubscriptionMode.Digest,
            Include = target.Include,
            Exclude = target.Exclude,
        };
        var stated = TopicsOf(target).ToList();
        var known = (await subscriptions.ChoicesAsync(chat, cancellationToken)).ToDictionary(c => c.Row.Topic, c => c.Choice);
        foreach (var gone in known.Keys.Except(stated.Select(t => t.Topic)))
            await subscriptions.UnfollowAsync(chat, gone, cancellationToken);
        foreach (var (topic, word) in stated.Where(t => !(known.TryGetValue(t.Topic, out var old) && IsSame(old, choice))))
        {
            var result = word is null ? await subscriptions.ChooseAsync(chat, topic, choice, cancellationToken)
                : await subscriptions.FollowWordAsync(chat, word, choice, cancellationToken);
            if (result is not (FollowResult.Followed or FollowResult.AlreadyFollowed))
                LogNotFollowed(target.Id, topic.Kind, topic.Id, result);
        }
    }

    private static IEnumerable<(TopicKey Topic, string? Word)> TopicsOf(Target target) =>
        Topics(TopicKind.Category, target.Follow.Categories)
            .Concat(Topics(TopicKind.Publisher, target.Follow.Publishers))
            .Concat(Topics(TopicKind.Region, target.Follow.Regions))
            .Concat(Topics(TopicKind.Source, target.Follow.Sources))
            .Concat(target.Follow.Words.Select(word => (WordTopic.Parse(word) ?? new TopicKey(TopicKind.Word, word), (string?)word)))
            .DistinctBy(t => t.Item1);

    private static IEnumerable<(TopicKey, string?)> Topics(TopicKind kind, IEnumerable<string> ids) =>
        ids.Select(id => (new TopicKey(kind, id), (string?)null));

    private static bool IsSame(SubscriptionChoice known, SubscriptionChoice stated) => known.Mode == stated.Mode
        && known.Include.SequenceEqual(FilterStore.Fold(stated.Include)) && known.Exclude.SequenceEqual(FilterStore.Fold(stated.Exclude));

    [LoggerMessage(Level = LogLevel.Information, Message = "Target {Target} is stopped, because feeds.json no longer contains it")]
    private partial void LogStopped(string target);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Target {Target} could not follow {Kind} {Topic}: {Result}")]
    private partial void LogNotFollowed(string target, TopicKind kind, string topic, FollowResult result);
}
