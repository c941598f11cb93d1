using System.Globalization;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>What an editor wrote: an article that is not on the portal yet.</summary>
internal sealed record PortalText
{
    public required string Channel { get; init; }

    public required string Title { get; init; }

    public required string Source { get; init; }

    public string Author { get; init; } = "";

    public string Editor { get; init; } = "";

    /// <summary>A fixed date; without one the article is dated when it is published.</summary>
    public DateTimeOffset? Time { get; init; }

    [JsonPropertyName("text")]
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public bool Image { get; init; }

    /// <summary>The paragraph after which the second page begins; 0 keeps the article on one page.</summary>
    public int BreakAfter { get; init; }

    /// <summary>What kind of alert it is; null for an ordinary article.</summary>
    public PortalUrgency? Urgency { get; init; }

    /// <summary>Not there at the start but published while the demo runs.</summary>
    public bool Live { get; init; }

    /// <summary>The fact that may later turn out to be wrong.</summary>
    public PortalCorrection? Correction { get; init; }

    /// <summary>The text with its fact put right; the title always shows that something changed.</summary>
    public PortalText Corrected(PortalCorrection correction)
    {
        var title = Title.Replace(correction.From, correction.To, StringComparison.Ordinal);
        return this with
        {
            Title = title == Title ? $"{Title}（更正）" : title,
            Paragraphs = [.. Paragraphs.Select(p => p.Replace(correction.From, correction.To, StringComparison.Ordinal))],
        };
    }
}

/// <summary>A wrong fact, the right one, and the line that tells readers.</summary>
internal sealed record PortalCorrection(string From, string To, string Note);

internal enum PortalUrgency
{
    Missing,
    Wanted,
    Warning,
}

/// <summary>An article on the portal.</summary>
internal sealed record PortalArticle(int Id, PortalText Text, DateTimeOffset PublishedAt)
{
    /// <summary>The line that says what was corrected; null while nothing was.</summary>
    public string? CorrectionNote { get; init; }

    /// <summary>Stays the same for ever, as the date in it is that of publication.</summary>
    public string Path { get; } =
        string.Create(CultureInfo.InvariantCulture, $"/{Text.Channel}/{PublishedAt:yyyyMMdd}/{Id}.html");

    public string SecondPagePath => Path.Replace(".html", "_2.html", StringComparison.Ordinal);
}
