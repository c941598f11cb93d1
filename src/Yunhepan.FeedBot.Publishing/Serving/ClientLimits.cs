using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Publishing.Serving;

/// <summary>
/// Limits the requests of each client with a token bucket per address (per /64 network in IPv6, which belongs to one subscriber).
/// Feed readers never reach the limit; a client that does is told when to come back.
/// </summary>
internal sealed class ClientLimits : IDisposable
{
    private static readonly string[] ThisMachine = ["127.0.0.0/8", "::1/128"];

    private readonly PartitionedRateLimiter<IPAddress>? _limiter;
    private readonly IPNetwork[] _unlimited;

    public ClientLimits(IOptions<PublishingOptions> options)
    {
        var settings = options.Value;
        _unlimited = [.. (settings.UnlimitedClients ?? ThisMachine).Select(n => IPNetwork.Parse(n))];
        if (settings.RequestsPerMinute == 0)
            return;
        _limiter = PartitionedRateLimiter.Create<IPAddress,
        IPAddress>(client => RateLimitPartition.GetTokenBucketLimiter(client, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = settings.RequestsPerMinute,
            TokensPerPeriod = Math.Max(1, settings.RequestsPerMinute / 60),
            ReplenishmentPeriod = TimeSpan.FromSeconds(settings.RequestsPerMinute < 60 ? 60.0 / settings.RequestsPerMinute : 1),
            QueueLimit = 0,
        }));
    }

    /// <summary>Returns true if this client has asked too often.</summary>
    /// <param name="wait">How long the client should wait.</param>
    public bool Refuses(HttpContext http, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (_limiter is null || ClientOf(http) is not { } client)
            return false;
        using var lease = _limiter.AttemptAcquire(client);
        if (lease.IsAcquired)
            return false;
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var stated) ? stated : TimeSpan.FromSeconds(1);
        return true;
    }

    /// <summary>
    /// Returns the client of a request: an IPv4 address or the /64 of an IPv6 address; null for clients without limits, which may
    /// be many behind one address.
    /// </summary>
    public IPAddress? ClientOf(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && !IsUnlimited(address) ? ClientAddress.Normalise(address) : null;

    public static async Task RefuseAsync(HttpContext http, TimeSpan wait)
    {
        var response = http.Response;
        SafeHeaders.Set(response.Headers);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = ((int)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync("Too many requests: please wait for the time in Retry-After.\n", http.RequestAborted);
    }

    public void Dispose() => _limiter?.Dispose();

    private bool IsUnlimited(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        foreach (var network in _unlimited)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }
}
