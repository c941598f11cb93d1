using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The outcome of a request to the hub.</summary>
internal abstract record HubAdmission
{
    private HubAdmission()
    {
    }

    /// <summary>The callback will be asked to confirm.</summary>
    public sealed record Taken : HubAdmission;

    /// <summary>The request can never be accepted as it is.</summary>
    public sealed record Refused(int Status, string Reason) : HubAdmission;

    /// <summary>The request may be accepted later.</summary>
    public sealed record Full(string Reason) : HubAdmission;
}

/// <summary>Admits one request at a time, because counting and adding must not be separated.</summary>
internal sealed class HubRequestGate : IDisposable
{
    public SemaphoreSlim Turn { get; } = new(1);

    public void Dispose() => Turn.Dispose();
}

/// <summary>Admits requests and counts everything before it becomes a row. Scoped, like its context.</summary>
internal sealed class HubRequests(
    PublishingDb db, HubTopics topics, ICallbackNetwork network, HubRequestGate gate, IOptions<HubOptions> options, TimeProvider time)
{
    /// <summary>The number of requests for one callback and topic; later ones wait for earlier ones.</summary>
    private const int MostForOne = 4;

    private readonly HubOptions _options = options.Value;

    public bool IsOurs(string topic, HttpRequest request) => topics.IsOurs(topic, request);

    /// <summary>Stores a request until its callback is asked, or returns why not.</summary>
    /// <param name="asked">The request as posted.</param>
    /// <param name="client">The client that posted it; empty for clients without limits.</param>
    /// <param name="cancellationToken">Cancels the work.</param>
    public async Task<HubAdmission> AddAsync(HubForm.Request asked, string client, CancellationToken cancellationToken)
    {
        var place = await network.FindAsync(new Uri(asked.Callback), cancellationToken);
        if (!place.IsOpen)
            return new HubAdmission.Refused(
                StatusCodes.Status400BadRequest, "hub.callback is not on the public internet, so this hub cannot reach it.");
        var owner = new CallbackOwner(place.Domain, place.Network ?? place.Domain, client);
        await gate.Turn.WaitAsync(cancellationToken);
        try
        {
            if (await ObstacleAsync(asked, owner, cancellationToken) is { } obstacle)
                return obstacle;
            db.HubRequests.Add(Row(asked, owner));
            await db.SaveChangesAsync(cancellationToken);
            return new HubAdmission.Taken();
        }
        finally
        {
            gate.Turn.Release();
        }
    }

    private HubRequest Row(HubForm.Request asked, CallbackOwner owner) => new()
    {
        Subscribes = asked.Subscribes,
        Topic = asked.Topic,
        Callback = asked.Callback,
        Domain = owner.Domain,
        Network = owner.Network,
        Client = owner.Client,
        Secret = asked.Secret,
        // No lease is perpetual, and none is so short that it ends before it is verified.
        LeaseSeconds = Math.Clamp(asked.LeaseSeconds ?? _options.DefaultLeaseSeconds, 60, _options.LongestLeaseSeconds),
        NextAttemptAt = time.GetUtcNow(),
    };

    private async Task<HubAdmission?> ObstacleAsync(HubForm.Request asked, CallbackOwner owner, CancellationToken cancellationToken)
    {
        var isKnown = await db.HubSubscriptions.AnyAsync(s => s.Topic == asked.Topic && s.Callback == asked.Callback, cancellationToken);
        var waiting = await db.HubRequests.CountAsync(
            r => r.Domain == owner.Domain && r.Topic == asked.Topic && r.Callback == asked.Callback, cancellationToken);
        if (!asked.Subscribes && !isKnown && waiting == 0)
            return new HubAdmission.Refused(StatusCodes.Status404NotFound, "This hub knows no subscription of hub.callback to hub.topic.");
        if (waiting >= MostForOne)
            return new HubAdmission.Full("Requests of this callback for this topic already wait for its confirmation.");
        var open = await db.HubRequests.CountAsync(cancellationToken);
        if (open >= _options.MostSubscriptions
            || await IsOverAsync(owner, _options.MostOpenRequests, withSubscriptions: false, cancellationToken))
            return new HubAdmission.Full("The hub has the maximum number of requests that wait for confirmation by their callbacks.");
        if (isKnown || !asked.Subscribes)
            return null;
        if (await db.HubSubscriptions.CountAsync(cancellationToken) + open >= _options.MostSubscriptions
            || await IsOverAsync(owner, _options.MostSubscriptionsPerHost, withSubscriptions: true, cancellationToken))
            return new HubAdmission.Full("This hub has the maximum number of subscriptions.");
        return HubTopics.IsSearch(asked.Topic) && await AreSearchesOverAsync(asked, owner, cancellationToken)
            ? new HubAdmission.Full(
                "This hub has the maximum number of subscriptions to searches; the feeds of categories and sources are still accepted.")
            : null;
    }

    /// <summary>Returns true if the domain, its network address or the client has used its quota.</summary>
    private async Task<bool> IsOverAsync(CallbackOwner owner, int most, bool withSubscriptions, CancellationToken cancellationToken)
    {
        var (domain, net, client) = owner;
        return await IsOverAsync(r => r.Domain == domain, s => s.Domain == domain)
            || await IsOverAsync(r => r.Network == net, s => s.Network == net)
            || (client.Length > 0 && await IsOverAsync(r => r.Client == client, s => s.Client == client));

        async Task<bool> IsOverAsync(Expression<Func<HubRequest, bool>> requests, Expression<Func<HubSubscription, bool>> subscriptions) =>
            await db.HubRequests.CountAsync(requests, cancellationToken)
            + (withSubscriptions ? await db.HubSubscriptions.CountAsync(subscriptions, cancellationToken) : 0) >= most;
    }

    private async Task<bool> AreSearchesOverAsync(HubForm.Request asked, CallbackOwner owner, CancellationToken cancellationToken)
    {
        var (domain, _, client) = owner;
        var requests = db.HubRequests.Where(r => EF.Functions.Like(r.Topic, "%?%"));
        var subscriptions = db.HubSubscriptions.Where(s => EF.Functions.Like(s.Topic, "%?%"));
        var own = await requests.CountAsync(r => r.Domain == domain || (client != "" && r.Client == client), cancellationToken)
            + await subscriptions.CountAsync(s => s.Domain == domain || (client != "" && s.Client == client), cancellationToken);
        if (own >= _options.MostSearchesPerHost)
            return true;
        var all = await requests.Select(r => r.Topic).Union(subscriptions.Select(s => s.Topic)).ToListAsync(cancellationToken);
        return all.Count >= _options.MostSearches && !all.Contains(asked.Topic);
    }
}
