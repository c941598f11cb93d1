using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Yunhepan.FeedBot.Sources.Catalogue;
using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Sources.Polling;

/// <summary>When to poll next: one pure rule. What looks random is a hash of the source's id, so every node agrees.</summary>
public static class PollSchedule
{
    private const double SpreadShare = 0.1;

    private static readonly TimeSpan LongestSpread = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestCronSpread = TimeSpan.FromMinutes(1);
    private static readonly PollingOptions Standard = new();

    /// <param name="source">Its own <c>every</c> or <c>cron</c> rules.</param>
    /// <param name="polledAt">When it was polled.</param>
    /// <param name="failures">Consecutive failures, this one included; 0 after a success.</param>
    /// <param name="minimumWait">What server or document ask for (max-age, ttl, Retry-After).</param>
    /// <param name="cron">Evaluates <see cref="Source.Cron"/>.</param>
    /// <param name="options">Defaults and bounds.</param>
    /// <param name="fault">Why the last poll failed: 410 stops for good, 429 and 503 wait longer.</param>
    /// <returns><see cref="DateTimeOffset.MaxValue"/> for never.</returns>
    public static DateTimeOffset Next(
        Source source,
        DateTimeOffset polledAt,
        int failures,
        TimeSpan? minimumWait,
        ICronExpressions cron,
        PollingOptions? options = null,
        FetchFault? fault = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(cron);
        options ??= Standard;
        if (fault == FetchFault.Gone)
            return DateTimeOffset.MaxValue;

        var regular = Regular(source, polledAt, cron, options);
        if (fault == FetchFault.Throttled)
            minimumWait ??= options.ThrottledWait;

        var asked = polledAt + Between(TimeSpan.Zero, minimumWait ?? TimeSpan.Zero, options.LongestWait);
        return Latest(regular, asked, polledAt + BackOff(source, failures, options));
    }

    /// <summary>When a source is polled that never was: soon, but not all at once.</summary>
    public static DateTimeOffset First(Source source, DateTimeOffset knownSince, PollingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return knownSince + ((options ?? Standard).StartSpread * Fraction(source.Id));
    }

    /// <summary>Never sooner than the source's own rhythm, and up to a tenth later so that sources drift apart.</summary>
    private static DateTimeOffset Regular(Source source, DateTimeOffset polledAt, ICronExpressions cron, PollingOptions options)
    {
        if (source.Cron is not { } expression)
        {
            var every = source.Every ?? options.DefaultEvery;
            return polledAt + every + Spread(source, every, LongestSpread);
        }

        if (cron.Next(expression, source.ScheduleZone, polledAt) is not { } fires)
            return DateTimeOffset.MaxValue;

        var gap = (cron.Next(expression, source.ScheduleZone, fires) ?? DateTimeOffset.MaxValue) - fires;
        return fires + Spread(source, gap, LongestCronSpread);
    }

    private static TimeSpan Spread(Source source, TimeSpan period, TimeSpan longest) =>
        Between(TimeSpan.Zero, period * SpreadShare, longest) * Fraction(source.Id);

    /// <summary>The first failure waits as usual, each further one twice as long, up to a tenth more.</summary>
    private static TimeSpan BackOff(Source source, int failures, PollingOptions options)
    {
        if (failures <= 0)
            return TimeSpan.Zero;

        var every = source.Every ?? options.DefaultEvery;
        var ticks = every.Ticks * Math.Pow(2, Math.Min(failures - 1, 40));
        var longest = every > options.LongestWait ? every : options.LongestWait;
        var wait = ticks >= longest.Ticks ? longest : TimeSpan.FromTicks((long)ticks);
        var jitter = wait * (SpreadShare * Fraction(source.Id + "#" + failures.ToString(CultureInfo.InvariantCulture)));
        return Between(TimeSpan.Zero, wait + jitter, longest);
    }

    private static TimeSpan Between(TimeSpan least, TimeSpan value, TimeSpan most) =>
        value < least ? least : value > most ? most : value;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> moments)
    {
        var latest = moments[0];
        foreach (var moment in moments[1..])
            latest = moment > latest ? moment : latest;

        return latest;
    }

    /// <summary>From 0 to just under 1, the same for the same text for ever and on every machine.</summary>
    private static double Fraction(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / ((double)uint.MaxValue + 1);
    }
}
