using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Delivery.Policy;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Alerts.Subscribers;

public enum FollowResult
{
    Followed,
    AlreadyFollowed,
    UnknownTopic,

    /// <summary>The chat follows the maximum number of topics.</summary>
    TooMany,

    /// <summary>A word of the filter is empty or too long, or a pattern is not allowed or invalid.</summary>
    BadFilter,

    /// <summary>The chat has the maximum number of patterns.</summary>
    TooManyPatterns,
}

/// <summary>What each chat follows. A change takes effect at the next send. Scoped, as its context is.</summary>
public sealed partial class Subscriptions
{
    private readonly AlertsDb _db;
    private readonly FilterStore _filters;
    private readonly WordStore _words;
    private readonly Topics _topics;
    private readonly IOptions<AlertsOptions> _options;
    private readonly PatternMatcher _patterns;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public Subscriptions(
        AlertsDb db, Topics topics, PatternMatcher patterns, IOptions<AlertsOptions> options, TimeProvider time,
        ILogger<Subscriptions> logger)
    {
        (_db, _topics, _patterns, _options, _time, _logger) = (db, topics, patterns, options, time, logger);
        (_filters, _words) = (new FilterStore(db), new WordStore(db));
    }

    /// <summary>Follows a topic; previously chosen options are kept.</summary>
    public Task<FollowResult> FollowAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken) =>
        FollowAsync(subscriber, topic, null, null, null, cancellationToken);

    /// <summary>Follows a word or phrase in the user's spelling.</summary>
    public Task<FollowResult> FollowWordAsync(Subscriber subscriber, string word, CancellationToken cancellationToken) =>
        FollowWordAsync(subscriber, word, null, cancellationToken);

    /// <summary>Follows a word or phrase in the user's spelling with these options; null keeps the previous ones.</summary>
    public Task<FollowResult> FollowWordAsync(Subscriber subscriber, string word, SubscriptionChoice? choice,
        CancellationToken cancellationToken) =>
        WordTopic.Parse(word) is { } topic
            ? FollowAsync(subscriber, topic, choice, word.Trim(), null, cancellationToken)
            : Task.FromResult(FollowResult.UnknownTopic);

    /// <summary>Follows or mutes a topic with these options, replacing previous ones.</summary>
    /// <param name="inPlaceOf">The topic that the chat leaves for it afterwards, which takes no room; null for none.</param>
    public Task<FollowResult> ChooseAsync(Subscriber subscriber, TopicKey topic, SubscriptionChoice choice,
        CancellationToken cancellationToken, TopicKey? inPlaceOf = null) =>
        FollowAsync(subscriber, topic, choice, null, inPlaceOf, cancellationToken);

    private async Task<FollowResult> FollowAsync(Subscriber subscriber, TopicKey topic, SubscriptionChoice? choice, string? written,
        TopicKey? inPlaceOf, CancellationToken cancellationToken)
    {
        if (_topics.Find(topic) is null)
            return FollowResult.UnknownTopic;
        if (choice is not null && choice.Include.Concat(choice.Exclude).Any(w => !IsUsable(w)))
            return FollowResult.BadFilter;
        // Unused words and filters are pruned from time to time, which must not happen between adding and using them.
        await using var transaction = topic.Kind == TopicKind.Word
            || choice is { Include.Count: > 0 } or { Exclude.Count: > 0 } or { Language: not null }
            ? await _db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        if (transaction is not null)
            await _db.LockWordsAsync(cancellationToken);
        var result = await FollowInAsync(subscriber, topic, choice, written, inPlaceOf, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        if (choice is { Include.Count: > 0 } or { Exclude.Count: > 0 } or { Language: not null } && result == FollowResult.Followed)
            LogFilter(subscriber, topic, choice);
        return result;
    }

    private async Task<FollowResult> FollowInAsync(Subscriber subscriber, TopicKey topic, SubscriptionChoice? choice, string? written,
        TopicKey? inPlaceOf, CancellationToken cancellationToken)
    {
        if (choice is not null && await HasTooManyPatternsAsync(subscriber, topic, choice, cancellationToken))
            return FollowResult.TooManyPatterns;
        if (await FindAsync(subscriber, topic, cancellationToken) is { } known)
        {
            // Following a muted topic unmutes it.
            if (choice is null && known.Mode != SubscriptionMode.Muted)
            {
                if (!await UnmuteAsync(known, cancellationToken))
                    return FollowResult.AlreadyFollowed;
                LogEndOfMute(subscriber, topic);
                return FollowResult.Followed;
            }

            await UpdateAsync(known, choice ?? SubscriptionChoice.Default, cancellationToken);
            if (known.Mode == SubscriptionMode.Muted && choice is not { Mode: SubscriptionMode.Muted })
                LogEndOfMute(subscriber, topic);
            return FollowResult.Followed;
        }

        var others = _db.Subscriptions.Where(s => s.SubscriberId == subscriber.Id);
        if (inPlaceOf is { } left)
            others = others.Where(s => s.TopicKind != left.Kind || s.TopicId != left.Id);
        if (await others.CountAsync(cancellationToken) >= _options.Value.MaxSubscriptionsPerChat)
            return FollowResult.TooMany;
        if (topic.Kind == TopicKind.Word)
            await _words.AddAsync(topic.Id, cancellationToken);
        return await AddAsync(subscriber, topic, choice ?? SubscriptionChoice.Default, written, cancellationToken);
    }

    private async Task<FollowResult> AddAsync(
        Subscriber subscriber, TopicKey topic, SubscriptionChoice choice, string? written, CancellationToken cancellationToken)
    {
        var subscription = new Subscription
        {
            SubscriberId = subscriber.Id,
            TopicKind = topic.Kind,
            TopicId = topic.Id,
            Mode = choice.Mode,
            Silent = choice.Silent,
            FilterId = await _filters.IdOfAsync(choice, cancellationToken),
            FormatId = choice.FormatId,
            Until = choice.Until,
            Written = written,
            CreatedAt = _time.GetUtcNow(),
        };
        _db.Subscriptions.Add(subscription);
        try
        {
            await _db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // The same button was pressed twice at once.
            _db.Entry(subscription).State = EntityState.Detached;
            if (await FindAsync(subscriber, topic, cancellationToken) is not null)
                return FollowResult.AlreadyFollowed;
            throw;
        }

        _db.Entry(subscription).State = EntityState.Detached;
        return FollowResult.Followed;
    }

    private async Task UpdateAsync(Subscription known, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        var (filter, now) = (await _filters.IdOfAsync(choice, cancellationToken), _time.GetUtcNow());
        await _db.Subscriptions
            .Where(s => s.SubscriberId == known.SubscriberId && s.TopicKind == known.TopicKind && s.TopicId == known.TopicId)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Mode, choice.Mode).SetProperty(s => s.Silent, choice.Silent)
                    .SetProperty(s => s.FormatId, s => choice.FormatId ?? s.FormatId)
                    .SetProperty(s => s.FilterId, filter).SetProperty(s => s.Until, choice.Until)
                    .SetProperty(s => s.ChangedAt, now),
                cancellationToken);
    }

    /// <returns>False when it was not muted.</returns>
    private async Task<bool> UnmuteAsync(Subscription known, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return await _db.Subscriptions
            .Where(s => s.SubscriberId == known.SubscriberId && s.TopicKind == known.TopicKind && s.TopicId == known.TopicId
                && s.Until > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(s => s.Until, (DateTimeOffset?)null).SetProperty(s => s.ChangedAt, now), cancellationToken) > 0;
    }

    /// <summary>Returns why a filter cannot be stored; <see cref="FollowResult.Followed"/> if it can.</summary>
    public async Task<FollowResult> CheckFilterAsync(
        Subscriber subscriber, TopicKey topic, SubscriptionChoice choice, CancellationToken cancellationToken)
    {
        if (!choice.Include.Concat(choice.Exclude).All(IsUsable))
            return FollowResult.BadFilter;
        return await HasTooManyPatternsAsync(subscriber, topic, choice, cancellationToken)
            ? FollowResult.TooManyPatterns : FollowResult.Followed;
    }

    private bool IsUsable(string written) => FilterTerm.Parse(written) is { IsPattern: true, Word: var pattern }
        ? !_patterns.IsOff(pattern) && WordPattern.Fault(pattern) is null
        : WordTopic.Parse(FilterTerm.Parse(written).Word) is not null;

    // Each pattern costs time for every article.
    private async Task<bool> HasTooManyPatternsAsync(Subscriber subscriber, TopicKey topic, SubscriptionChoice choice,
        CancellationToken cancellationToken)
    {
        var patterns = PatternsOf(choice).ToHashSet();
        if (patterns.Count == 0)
            return false;
        var others = (await ChoicesAsync(subscriber, cancellationToken)).Where(other => other.Row.Topic != topic);
        patterns.UnionWith(others.SelectMany(other => PatternsOf(other.Choice)));
        return patterns.Count > _options.Value.MaxPatternsPerChat;
    }

    private static IEnumerable<string> PatternsOf(SubscriptionChoice choice) =>
        choice.Include.Concat(choice.Exclude).Select(FilterTerm.Parse).Where(term => term.IsPattern).Select(term => term.ToString());

    private void LogFilter(Subscriber chat, TopicKey topic, SubscriptionChoice choice)
    {
        var (label, name) = (chat.Label, NameOf(topic));
        LogFiltered(label, name, choice.Include, choice.Exclude, choice.Language ?? "any");
    }

    internal void LogEndOfMute(Subscriber chat, TopicKey topic)
    {
        var (label, name) = (chat.Label, NameOf(topic));
        LogUnmuted(label, name);
    }

    /// <summary>A topic as logs and commands name it: by its key and its name.</summary>
    internal string NameOf(TopicKey topic) => _topics.Find(topic) is { } known ? $"{topic} \"{known.Name.En}\"" : topic.ToString();

    /// <returns>False when it was not followed.</returns>
    public async Task<bool> UnfollowAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken) =>
        await _db.Subscriptions
            .Where(s => s.SubscriberId == subscriber.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id)
            .ExecuteDeleteAsync(cancellationToken) > 0;

    /// <returns>The number of topics that were followed.</returns>
    public Task<int> UnfollowAllAsync(Subscriber subscriber, CancellationToken cancellationToken) =>
        _db.Subscriptions.Where(s => s.SubscriberId == subscriber.Id).ExecuteDeleteAsync(cancellationToken);

    /// <summary>
    /// Returns the followed topics without muted ones, oldest first. A topic that feeds.json no longer contains has its id as its
    /// name, so that it can still be unfollowed.
    /// </summary>
    public async Task<IReadOnlyList<Topic>> ListAsync(Subscriber subscriber, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return [.. (await RowsAsync(subscriber, cancellationToken))
            .Where(s => s.Mode != SubscriptionMode.Muted && !DeliveryPolicy.IsMuted(s, now)).Select(TopicOf)];
    }

    /// <summary>Returns all subscriptions of a chat, including muted ones, oldest first.</summary>
    public async Task<IReadOnlyList<Subscription>> RowsAsync(Subscriber subscriber, CancellationToken cancellationToken) =>
        await _db.Subscriptions.AsNoTracking()
            .Where(s => s.SubscriberId == subscriber.Id)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.TopicKind).ThenBy(s => s.TopicId)
            .ToListAsync(cancellationToken);

    /// <summary>Returns the same with the options of each; words are in their compared form.</summary>
    public async Task<IReadOnlyList<(Subscription Row, SubscriptionChoice Choice)>> ChoicesAsync(Subscriber subscriber,
        CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(subscriber, cancellationToken);
        await _patterns.SyncAsync(_db, cancellationToken);
        var ids = rows.Select(row => row.FilterId).OfType<long>().Distinct().ToArray();
        var filters = await _db.Filters.AsNoTracking().Where(f => ids.Contains(f.Id)).ToDictionaryAsync(f => f.Id, cancellationToken);
        return [.. rows.Select(row => (row, ChoiceOf(row, row.FilterId is { } id ? filters.GetValueOrDefault(id) : null)))];
    }

    private SubscriptionChoice ChoiceOf(Subscription row, WordFilter? filter) => new()
    {
        Mode = row.Mode,
        Silent = row.Silent,
        Include = filter?.Include ?? [],
        Exclude = filter?.Exclude ?? [],
        SwitchedOff = filter is null ? [] : _patterns.OffAmong(filter.Include.Concat(filter.Exclude)),
        Language = filter?.Language,
        Until = row.Until,
        FormatId = row.FormatId,
    };

    /// <summary>Returns the subscription; null if the topic is neither followed nor muted.</summary>
    public Task<Subscription?> FindAsync(Subscriber subscriber, TopicKey topic, CancellationToken cancellationToken) =>
        _db.Subscriptions.AsNoTracking().SingleOrDefaultAsync(
            s => s.SubscriberId == subscriber.Id && s.TopicKind == topic.Kind && s.TopicId == topic.Id, cancellationToken);

    /// <summary>Sets whether alerts are sent at once or in the digest; filter and sound are kept.</summary>
    public Task SetModeAsync(Subscription row, SubscriptionMode mode, CancellationToken cancellationToken) =>
        _db.Subscriptions.Where(s => s.SubscriberId == row.SubscriberId && s.TopicKind == row.TopicKind && s.TopicId == row.TopicId)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.Mode, mode), cancellationToken);

    /// <summary>Returns the topic of a subscription; one that feeds.json no longer contains has its id as its name.</summary>
    public Topic TopicOf(Subscription row) => row.TopicKind == TopicKind.Word
        ? Topics.ForWord(row.Topic, row.Written ?? row.TopicId)
        : _topics.Find(row.Topic) ?? new Topic(row.Topic, null, new LocalisedName(row.TopicId, row.TopicId), Priority.Normal);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Chat} no longer mutes {Topic}")]
    private partial void LogUnmuted(string chat, string topic);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Chat} filters {Topic}: with any of [{Include}], with none of [{Exclude}], in language {Language}")]
    private partial void LogFiltered(
        string chat, string topic, IReadOnlyList<string> include, IReadOnlyList<string> exclude, string language);
}
