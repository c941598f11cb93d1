using System.Diagnostics;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Adding;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Alerts.Adding;

/// <summary>Decides what a chat has to hear about a source, by what is certain and what it has heard.</summary>
internal static class NoticeRule
{
    /// <summary>After this time a message whose outcome is unknown, or which was not taken, is sent again.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromMinutes(10);

    /// <param name="finding">What is certain.</param>
    /// <param name="told">What the chat has heard; null for nothing.</param>
    /// <param name="source">The added source; null for one of feeds.json, whose address is the operator's business.</param>
    /// <param name="now">The current time.</param>
    public static SourceStep? Next(SourceFinding finding, ToldSource? told, AddedSource? source, DateTimeOffset now) =>
        finding.Verdict switch
    {
        _ when told is not null && now - told.SayingAt < Again => null,
        SourceVerdict.Dead => told?.Trouble == SourceStep.Dead ? null : SourceStep.Dead,
        SourceVerdict.AsksForLogin => told?.Trouble == SourceStep.AsksForLogin ? null : SourceStep.AsksForLogin,
        // Only who was told of the trouble hears that it is over.
        SourceVerdict.Works when told?.Trouble is not null => SourceStep.Works,
        SourceVerdict.Works when source is not null && finding.MovedTo is { } to && told?.MovedTo != to && IsElsewhere(source, to) =>
            SourceStep.Moved,
        SourceVerdict.Works or SourceVerdict.Unsure => null,
        _ => throw new UnreachableException($"The verdict {finding.Verdict} is not known."),
    };

    // From http to https is no move for people.
    private static bool IsElsewhere(AddedSource source, string to) =>
        Uri.TryCreate(to, UriKind.Absolute, out var url) && SourceAddress.TwinKey(url) != source.Key;
}
