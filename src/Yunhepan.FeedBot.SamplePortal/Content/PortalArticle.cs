using System.Globalization;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>The text of an article that is not on the portal yet.</summary>
internal sealed record PortalText
{
    public required string Channel { get; init; }

    public required string Title { get; init; }

    public required string Source { get; init; }

    public string Author { get; init; } = "";

    public string Editor { get; init; } = "";

    /// <summary>A fixed date; null uses the time of publication.</summary>
    public DateTimeOffset? Time { get; init; }

    [JsonPropertyName("text")]
    public required IReadOnlyList<string> Paragraphs { get; init; }

    public bool Image { get; init; }

    /// <summary>The paragraph after which the second page begins; 0 keeps the article on one page.</summary>
    public int BreakAfter { get; init; }

    /// <summary>The kind of alert; null for an ordinary article.</summary>
    public PortalUrgency? Urgency { get; init; }

    /// <summary>True if it is published while the demo runs, rather than at the start.</summary>
    public bool Live { get; init; }

    /// <summary>The correction of a wrong fact; null if there is none.</summary>
    public PortalCorrection? Correction { get; init; }

    /// <summary>Returns the text with its fact corrected; the title always shows that something changed.</summary>
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

/// <summary>A wrong fact, the correct one, and the note for readers.</summary>
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
    /// <summary>The note on a correction; null if there was none.</summary>
    public string? CorrectionNote { get; init; }

    /// <summary>The permanent path; the date in it is that of publication.</summary>
    public string Path { get; } =
        string.Create(CultureInfo.InvariantCulture, $"/{Text.Channel}/{PublishedAt:yyyyMMdd}/{Id}.html");

    public string SecondPagePath => Path.Replace(".html", "_2.html", StringComparison.Ordinal);
}
