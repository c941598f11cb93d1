using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Publishing.Storage;

namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Takes requests in. Scoped, as its context is.</summary>
internal sealed class HubRequests(PublishingDb db, HubTopics topics, IOptions<HubOptions> options, TimeProvider time)
{
    public bool IsOurs(string topic, HttpRequest request) => topics.IsOurs(topic, request);

    /// <summary>Keeps a request until its callback was asked; false when the hub is full.</summary>
    public async Task<bool> AddAsync(HubForm.Request wish, CancellationToken cancellationToken)
    {
        if (wish.Subscribes && await IsFullAsync(wish, cancellationToken))
            return false;
        var settings = options.Value;
        db.HubRequests.Add(new HubRequest
        {
            Subscribes = wish.Subscribes,
            Topic = wish.Topic,
            Callback = wish.Callback,
            Host = wish.Host,
            Secret = wish.Secret,
            // No lease is perpetual, and none so short that it is over before it is verified.
            LeaseSeconds = Math.Clamp(wish.LeaseSeconds ?? settings.DefaultLeaseSeconds, 60, settings.LongestLeaseSeconds),
            NextAttemptAt = time.GetUtcNow(),
        });
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<bool> IsFullAsync(HubForm.Request wish, CancellationToken cancellationToken)
    {
        if (await db.HubSubscriptions.AnyAsync(s => s.Topic == wish.Topic && s.Callback == wish.Callback, cancellationToken))
            return await db.HubRequests.CountAsync(cancellationToken) >= options.Value.MostSubscriptions;
        if (await db.HubSubscriptions.CountAsync(cancellationToken) + await db.HubRequests.CountAsync(cancellationToken) >= options.Value.MostSubscriptions)
            return true;
        var host = wish.Host;
        return await db.HubSubscriptions.CountAsync(s => s.Host == host, cancellationToken)
            + await db.HubRequests.CountAsync(r => r.Host == host, cancellationToken) >= options.Value.MostSubscriptionsPerHost;
    }
}
