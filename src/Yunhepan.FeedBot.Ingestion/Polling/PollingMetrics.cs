using System.Diagnostics;
using System.Diagnostics.Metrics;
using Yunhepan.FeedBot.Ingestion.Documents;

namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>Meter <c>Yunhepan.FeedBot.Sources</c>: polls by outcome and their duration, new articles, sources by health.</summary>
public sealed class PollingMetrics
{
    public const string MeterName = "Yunhepan.FeedBot.Sources";

    private readonly Counter<long> _polls;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _articles;
    private volatile IReadOnlyDictionary<string, int> _health = new Dictionary<string, int>();

    public PollingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        var meter = meters.Create(MeterName);
        _polls = meter.CreateCounter<long>("feedbot.source.polls", description: "Polls by outcome");
        _duration = meter.CreateHistogram<double>(
            "feedbot.source.poll.duration", "s", "From the start of a poll to its outcome, waiting for the host included");
        _articles = meter.CreateCounter<long>("feedbot.source.articles", description: "New articles found");
        meter.CreateObservableGauge(
            "feedbot.sources",
            () => _health.Select(pair => new Measurement<int>(pair.Value, new KeyValuePair<string, object?>("state", pair.Key))),
            description: "Sources by state");
    }

    public void Polled(SourceReading reading, TimeSpan duration)
    {
        var outcome = reading switch
        {
            SourceReading.Read => "changed",
            SourceReading.Unchanged => "unchanged",
            SourceReading.Failed { Fault: { } fault } => fault.ToString().ToLowerInvariant(),
            SourceReading.Failed => "unreadable",
            _ => throw new UnreachableException(),
        };
        _polls.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }

    public void Found(int articles) => _articles.Add(articles);

    /// <summary>Sets the last counted number of sources in each condition.</summary>
    public void Count(IReadOnlyDictionary<string, int> sources) => _health = sources;
}
