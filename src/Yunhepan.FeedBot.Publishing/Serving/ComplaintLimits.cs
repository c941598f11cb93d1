using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>Limits how many complaints one client may send. Nobody is exempt, because a person reads each of them.</summary>
internal sealed class ComplaintLimits(IOptions<PublishingOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.ComplaintsPerHour,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromHours(1) / options.Value.ComplaintsPerHour,
            QueueLimit = 0,
        }));

    /// <summary>Returns true if this client has sent too many.</summary>
    /// <param name="wait">How long the client should wait.</param>
    public bool Refuses(HttpContext http, out TimeSpan wait)
    {
        using var lease = _limiter.AttemptAcquire(ClientAddress.Normalise(http.Connection.RemoteIpAddress ?? IPAddress.None));
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var stated) ? stated : TimeSpan.Zero;
        return !lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
