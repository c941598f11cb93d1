using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Push;

/// <summary>
/// The subscriber's side of WebSub: it subscribes to hubs that feeds name and renews the leases in time. While a lease is active,
/// polling is only the safety net; when a poll finds news that the hub should have pushed, the lease is no longer trusted.
/// </summary>
public sealed partial class PushSubscriptions(
    IngestionDb db, HubClient hubs, CurrentCatalogue catalogue, CatalogueSources sources, IOptions<PollingOptions> options,
    TimeProvider time, ILogger<PushSubscriptions> logger)
{
    /// <summary>The path of the callbacks below the site's base address, without the token.</summary>
    public const string CallbackPath = "/push/";

    private static readonly TimeSpan AskedFor = TimeSpan.FromDays(10);
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private static readonly BackOff Retries = new(TimeSpan.FromMinutes(10), TimeSpan.FromDays(1), Factor: 3);

    private string? BaseUrl => options.Value.UseHubs ? catalogue.Catalogue.Site.BaseUrl : null;

    /// <summary>Records the hub that a document names or no longer names; the caller's next save stores it.</summary>
    public async Task NoteAsync(
        Source source, SourceState state, SourceDocument document, bool foundByPolling, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(document);
        // A hub would learn that somebody here follows an unlisted source, and where we are.
        var hub = source.IsUnlisted ? null : document.Hubs.FirstOrDefault(IsWebAddress);
        if (BaseUrl is null || (hub is null && state.PushedUntil is null))
            return;
        var lease = await db.PushLeases.SingleOrDefaultAsync(l => l.SourceId == source.Id, cancellationToken);
        var now = time.GetUtcNow();
        if (hub is null)
        {
            state.RelyOnHub(null);
            if (lease is not null)
                db.PushLeases.Remove(lease);
            return;
        }

        var topic = IsWebAddress(document.FeedUrl) ? document.FeedUrl! : source.Url;
        if (lease is null)
        {
            db.PushLeases.Add(
                new PushLease(hub, topic, due: now) { SourceId = source.Id, Token = Secret(16), Secret = Secret(32) });
        }
        else if (lease.Hub != hub || lease.Topic != topic)
        {
            lease.Move(hub, topic, now);
            state.RelyOnHub(null);
        }
        else if (foundByPolling && state.PushedUntil > now && state.LastSuccessAt is not null)
        {
            state.RelyOnHub(null);
            lease.Distrust(now);
            LogSilentHub(source.Id, ShownAddress.Redact(hub));
        }
    }

    /// <summary>Sends the due requests to hubs: new subscriptions and renewals.</summary>
    public async Task AskDueAsync(CancellationToken cancellationToken)
    {
        if (BaseUrl is not { } baseUrl)
            return;
        var now = time.GetUtcNow();
        var due = await db.PushLeases.Where(l => l.NextAskAt <= now).OrderBy(l => l.NextAskAt).Take(20).ToListAsync(cancellationToken);
        foreach (var lease in due)
        {
            if (sources.Find(lease.SourceId) is not { Enabled: true })
            {
                db.PushLeases.Remove(lease);
                await db.SaveChangesAsync(cancellationToken);
                continue;
            }

            // Counted before the request, so that another node does not send it too and a hub that never verifies is asked again
            // later.
            lease.CountRequest(now, Retries);
            await db.SaveChangesAsync(cancellationToken);
            lease.RecordAnswer(await hubs.SubscribeAsync(
                new HubSubscriptionRequest(
                    lease.Hub, lease.Topic, baseUrl.TrimEnd('/') + CallbackPath + lease.Token, lease.Secret, AskedFor),
                cancellationToken));
            if (lease.LastError is { } error)
                LogHubFailed(lease.SourceId, ShownAddress.Redact(lease.Hub), error, lease.NextAskAt);
            // The hub may have verified us while we waited for its answer, which another context recorded.
            await db.PushLeases.Where(l => l.SourceId == lease.SourceId)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.LastError, lease.LastError), cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Answers the hub's verification of intent (WebSub section 5.3). Returns false if we did not send the request.
    /// </summary>
    public async Task<bool> VerifyAsync(string token, string? mode, string? topic, TimeSpan? leaseTime, CancellationToken cancellationToken)
    {
        if (await db.PushLeases.SingleOrDefaultAsync(l => l.Token == token, cancellationToken) is not { } lease || lease.Topic != topic)
            return false;
        var now = time.GetUtcNow();
        var state = await db.SourceStates.SingleOrDefaultAsync(s => s.SourceId == lease.SourceId, cancellationToken);
        if (mode == "subscribe" && state is not null)
        {
            var granted = leaseTime is { } asked && asked > TimeSpan.FromMinutes(1) && asked < LongestLease ? asked : AskedFor;
            lease.Confirm(now, granted);
            state.RelyOnHub(lease.ActiveUntil);
            await db.SaveChangesAsync(cancellationToken);
            var shown = ShownAddress.Redact(lease.Hub);
            LogSubscribed(lease.SourceId, shown, now + granted);
            return true;
        }

        if (mode == "denied")
        {
            lease.Deny(now + Retries.Longest);
            if (state is not null)
                state.RelyOnHub(null);
            await db.SaveChangesAsync(cancellationToken);
            LogHubFailed(lease.SourceId, ShownAddress.Redact(lease.Hub), lease.LastError!, lease.NextAskAt);
            return true;
        }

        // We never unsubscribe; leases that we no longer need expire.
        return false;
    }

    /// <summary>Returns the lease of a callback; null if there is none.</summary>
    public Task<PushLease?> FindAsync(string token, CancellationToken cancellationToken) =>
        db.PushLeases.SingleOrDefaultAsync(l => l.Token == token, cancellationToken);

    private static bool IsWebAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static string Secret(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {SourceId}: hub {Hub} pushes its news until {Until}")]
    private partial void LogSubscribed(string sourceId, string hub, ShownTime until);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId}: hub {Hub} did not accept the subscription: {Reason}; it is polled as usual; the hub is asked again "
            + "at {NextAskAt}")]
    private partial void LogHubFailed(string sourceId, string hub, string reason, ShownTime nextAskAt);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Source {SourceId}: hub {Hub} did not push news that a poll found; it is polled as usual until the hub confirms "
            + "again")]
    private partial void LogSilentHub(string sourceId, string hub);
}
