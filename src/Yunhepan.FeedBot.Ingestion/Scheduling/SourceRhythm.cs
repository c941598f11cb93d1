using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Ingestion.Scheduling;

/// <summary>
/// When a source publishes, learned from its articles: how many a day, at which hours and on which days of the week. What is
/// old fades, so a source that falls asleep is asked less and less without anything being written. Immutable.
/// </summary>
public sealed class SourceRhythm
{
    /// <summary>Articles of this age count for 1/e.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(21);

    private static readonly TimeSpan Oldest = TimeSpan.FromDays(60);

    /// <summary>Fewer articles tell nothing.</summary>
    private const double LeastEvidence = 3;

    /// <summary>As many articles, spread evenly, are taken for granted: no hour is ever quite dead.</summary>
    private const double Doubt = 4;

    /// <summary>It is polled when this many articles are to be expected.</summary>
    private const double WantedArticles = 0.5;

    private readonly double[] _hours;
    private readonly double[] _days;
    private readonly double _learned;
    private readonly DateTimeOffset _since;
    private readonly DateTimeOffset _at;

    private SourceRhythm(DateTimeOffset since, DateTimeOffset at, double learned, double[] hours, double[] days) =>
        (_since, _at, _learned, _hours, _days) = (since, at, learned, hours, days);

    /// <summary>Nothing known yet.</summary>
    public static SourceRhythm Unknown(DateTimeOffset now) => new(now, now, 0, new double[24], new double[7]);

    /// <summary>Articles a day, as things are at a moment.</summary>
    public double PerDay(DateTimeOffset now) => _days.Sum() * Fade(now) / Exposure(now).TotalDays;

    /// <summary>With these articles. Nothing known yet, the oldest of them is when watching began.</summary>
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
            var weight = Math.Exp(-(now - at) / Memory);
            var local = TimeZoneInfo.ConvertTime(at, zone);
            hours[local.Hour] += weight;
            days[(int)local.DayOfWeek] += weight;
        }

        return new SourceRhythm(since, now, _learned + moments.Count, hours, days);
    }

    /// <summary>How long until news is to be expected, at most <paramref name="longest"/>; null when too little is known.</summary>
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

    /// <summary>The usual pause between two articles; null when too little is known.</summary>
    public TimeSpan? UsualPause(DateTimeOffset lastArticle) =>
        _learned >= LeastEvidence && PerDay(lastArticle) is > 0 and var rate ? TimeSpan.FromDays(Math.Min(1 / rate, 365)) : null;

    /// <summary>Returns it as JSON, which <see cref="Read"/> reads back.</summary>
    public string Write() => JsonSerializer.Serialize(
        new StoredRhythm(
            _since.ToUnixTimeSeconds(), _at.ToUnixTimeSeconds(), Rounded(_learned),
            [.. _hours.Select(Rounded)], [.. _days.Select(Rounded)]),
        RhythmJson.Default.StoredRhythm);

    /// <summary>Returns null for what <see cref="Write"/> did not write.</summary>
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

    private static double Share(double[] weights, int index) => (weights[index] + (Doubt / weights.Length)) / (weights.Sum() + Doubt);

    private double Fade(DateTimeOffset now) => now > _at ? Math.Exp(-(now - _at) / Memory) : 1;

    /// <summary>The time of watching, faded as the articles are.</summary>
    private TimeSpan Exposure(DateTimeOffset now)
    {
        var faded = Memory * (1 - Math.Exp(-(now - _since) / Memory));
        return faded > TimeSpan.FromHours(1) ? faded : TimeSpan.FromHours(1);
    }

    private static double Rounded(double value) => Math.Round(value, 3);
}

/// <summary>A rhythm as it is stored, times in Unix seconds.</summary>
internal sealed record StoredRhythm(long Since, long At, double Learned, double[] Hours, double[] Days);

[JsonSerializable(typeof(StoredRhythm))]
internal sealed partial class RhythmJson : JsonSerializerContext;
