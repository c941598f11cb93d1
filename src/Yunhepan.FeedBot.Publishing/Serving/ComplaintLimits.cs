using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>How many complaints one client may send: nobody is exempt, as each is read by a person.</summary>
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

    /// <summary>Returns true when this client has sent too many.</summary>
    /// <param name="wait">How long it should wait.</param>
    public bool Refuses(HttpContext http, out TimeSpan wait)
    {
        using var lease = _limiter.AttemptAcquire(ClientAddress.Normalise(http.Connection.RemoteIpAddress ?? IPAddress.None));
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var stated) ? stated : TimeSpan.Zero;
        return !lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
