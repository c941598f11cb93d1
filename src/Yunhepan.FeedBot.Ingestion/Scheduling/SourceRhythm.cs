using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>
/// When a source publishes, learned from its articles: how many per day, at which hours and on which weekdays. Old articles fade,
/// so a source that becomes inactive is polled less and less without any write. Immutable.
/// </summary>
internal sealed class SourceRhythm
{
    /// <summary>Articles of this age count for 1/e.</summary>
    private static readonly TimeSpan FadeTime = TimeSpan.FromDays(21);

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(60);

    /// <summary>Fewer articles are not enough evidence.</summary>
    private const double LeastEvidence = 3;

    /// <summary>This many evenly spread articles are assumed, so that no hour ever counts as dead.</summary>
    private const double Assumed = 4;

    /// <summary>The source is polled when this many articles are expected.</summary>
    private const double WantedArticles = 0.5;

    private readonly double[] _hours;
    private readonly double[] _days;
    private readonly double _learned;
    private readonly DateTimeOffset _since;
    private readonly DateTimeOffset _at;

    private SourceRhythm(DateTimeOffset since, DateTimeOffset at, double learned, double[] hours, double[] days) =>
        (_since, _at, _learned, _hours, _days) = (since, at, learned, hours, days);

    /// <summary>Returns a rhythm without any knowledge.</summary>
    public static SourceRhythm Unknown(DateTimeOffset now) => new(now, now, 0, new double[24], new double[7]);

    /// <summary>Returns the articles per day at a moment.</summary>
    public double PerDay(DateTimeOffset now) => _days.Sum() * Fade(now) / Exposure(now).TotalDays;

    /// <summary>
    /// Returns the rhythm with these articles added. Without prior knowledge, observation begins with the oldest of them.
    /// </summary>
    public SourceRhythm With(IEnumerable<DateTimeOffset> published, DateTimeOffset now, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(published);
        var moments = published.Where(at => at <= now && at > now - Oldest).ToList();
        if (moments.Count == 0)
            return this;

        var since = _learned == 0 && moments.Min() < _since ? moments.Min() : _since;
        var fade = Fade(now);
        double[] hours = [.. _hours.Select(weight => weight * fade)];
        double[] days = [.. _days.Select(weight => weight * fade)];
        foreach (var at in moments)
        {
            var weight = Math.Exp(-(now - at) / FadeTime);
            var local = TimeZoneInfo.ConvertTime(at, zone);
            hours[local.Hour] += weight;
            days[(int)local.DayOfWeek] += weight;
        }

        return new SourceRhythm(since, now, _learned + moments.Count, hours, days);
    }

    /// <summary>
    /// Returns how long until news is expected, at most <paramref name="longest"/>; null if too little is known.
    /// </summary>
    public TimeSpan? WaitForNews(DateTimeOffset from, TimeZoneInfo zone, TimeSpan longest)
    {
        if (_learned < LeastEvidence)
            return null;

        var expected = 0.0;
        var waited = TimeSpan.Zero;
        while (waited < longest)
        {
            var local = TimeZoneInfo.ConvertTime(from + waited, zone);
            var step = TimeSpan.FromHours(1) - new TimeSpan(0, local.Minute, local.Second) - TimeSpan.FromMilliseconds(local.Millisecond);
            var rate = PerHour(from, local);
            if (expected + (rate * step.TotalHours) >= WantedArticles)
                return waited + TimeSpan.FromHours((WantedArticles - expected) / rate);
            expected += rate * step.TotalHours;
            waited += step;
        }

        return longest;
    }

    /// <summary>Returns the usual pause between two articles; null if too little is known.</summary>
    public TimeSpan? UsualPause(DateTimeOffset lastArticle) =>
        _learned >= LeastEvidence && PerDay(lastArticle) is > 0 and var rate ? TimeSpan.FromDays(Math.Min(1 / rate, 365)) : null;

    /// <summary>Returns the rhythm as JSON, which <see cref="Read"/> reads.</summary>
    public string Write() => JsonSerializer.Serialize(
        new StoredRhythm(
            _since.ToUnixTimeSeconds(), _at.ToUnixTimeSeconds(), Rounded(_learned),
            [.. _hours.Select(Rounded)], [.. _days.Select(Rounded)]),
        RhythmJson.Default.StoredRhythm);

    /// <summary>Reads a rhythm; returns null if <see cref="Write"/> did not write the text.</summary>
    public static SourceRhythm? Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        try
        {
            return JsonSerializer.Deserialize(json, RhythmJson.Default.StoredRhythm)
                is { Since: >= 0, At: >= 0, Learned: >= 0, Hours: { Length: 24 } hours, Days: { Length: 7 } days } stored
                && Array.TrueForAll([.. hours, .. days], weight => weight >= 0)
                ? new SourceRhythm(
                    DateTimeOffset.FromUnixTimeSeconds(stored.Since), DateTimeOffset.FromUnixTimeSeconds(stored.At), stored.Learned, hours,
                    days)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private double PerHour(DateTimeOffset now, DateTimeOffset local)
    {
        var watched = now - _since;
        var hour = watched >= TimeSpan.FromDays(1) ? Share(_hours, local.Hour) : 1.0 / _hours.Length;
        var day = watched >= TimeSpan.FromDays(14) ? Share(_days, (int)local.DayOfWeek) * _days.Length : 1;
        return PerDay(now) * hour * day;
    }

    private static double Share(double[] weights, int index) => (weights[index] + (Assumed / weights.Length)) / (weights.Sum() + Assumed);

    private double Fade(DateTimeOffset now) => now > _at ? Math.Exp(-(now - _at) / FadeTime) : 1;

    /// <summary>Returns the time of observation, faded like the articles.</summary>
    private TimeSpan Exposure(DateTimeOffset now)
    {
        var faded = FadeTime * (1 - Math.Exp(-(now - _since) / FadeTime));
        return faded > TimeSpan.FromHours(1) ? faded : TimeSpan.FromHours(1);
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}

/// <summary>A rhythm in its stored form, with times in Unix seconds.</summary>
internal sealed record StoredRhythm(long Since, long At, double Learned, double[] Hours, double[] Days);

[JsonSerializable(typeof(StoredRhythm))]
internal sealed partial class RhythmJson : JsonSerializerContext;
