using System.Globalization;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Scheduling;

namespace Yunhepan.FeedBot.Ingestion.States;

/// <summary>Detects a source that answers but publishes nothing, contrary to its own rhythm: a pure rule.</summary>
internal static class Silence
{
    /// <summary>Nights, weekends and holidays are not silence.</summary>
    private const int UsualPauses = 10;

    private static readonly TimeSpan Least = TimeSpan.FromDays(2);

    /// <summary>Returns the evidence in a few words; null if nothing is unusual or too little is known.</summary>
    public static string? Find(SourceRhythm? rhythm, DateTimeOffset? lastArticle, DateTimeOffset now)
    {
        if (lastArticle is not { } last || rhythm?.UsualPause(last) is not { } usual)
            return null;
        var longest = usual * UsualPauses > Least ? usual * UsualPauses : Least;
        return now - last <= longest
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"silent since {new ShownTime(last)}; usually there is an article every {Durations.Write(Rounded(usual))}");
    }

    private static TimeSpan Rounded(TimeSpan span) => span < TimeSpan.FromHours(1)
        ? TimeSpan.FromMinutes(Math.Max(1, Math.Round(span.TotalMinutes)))
        : TimeSpan.FromHours(Math.Round(span.TotalHours));
}
