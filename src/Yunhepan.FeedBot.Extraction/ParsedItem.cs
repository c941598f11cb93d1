using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Extraction;

/// <summary>One item as its source states it: plain titles, absolute URLs, sanitised HTML, parsed dates.</summary>
public sealed record ParsedItem
{
    /// <summary>The identifier the source gave (guid, atom:id, JSON id); null when it gave none.</summary>
    public string? Id { get; init; }

    /// <summary>Absolute http(s) address of the article.</summary>
    public string? Url { get; init; }

    /// <summary>Address of the article elsewhere that this item is about (JSON Feed <c>external_url</c>).</summary>
    public string? ExternalUrl { get; init; }

    /// <summary>Plain text, on one line, without the site's name.</summary>
    public string? Title { get; init; }

    /// <summary>Safe HTML (see <c>HtmlSanitizing</c>), links absolute.</summary>
    public string? ContentHtml { get; init; }

    /// <summary>Plain text in paragraphs.</summary>
    public string? ContentText { get; init; }

    /// <summary>One or two plain sentences.</summary>
    public string? Summary { get; init; }

    public string? ImageUrl { get; init; }

    public ParsedDate? Published { get; init; }

    public ParsedDate? Modified { get; init; }

    public IReadOnlyList<ParsedAuthor> Authors { get; init; } = [];

    /// <summary>Who edited the page (编辑, 责任编辑); never an author.</summary>
    public string? Editor { get; init; }

    /// <summary>Who published it first (来源): the source of a repost.</summary>
    public ParsedOrigin? Origin { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The site's own channel (breadcrumb, article:section).</summary>
    public string? Section { get; init; }

    public string? Language { get; init; }

    public string? Rights { get; init; }

    public IReadOnlyList<ParsedAttachment> Attachments { get; init; } = [];

    /// <summary>Related articles (相关阅读), kept apart from the body.</summary>
    public IReadOnlyList<ParsedLink> Related { get; init; } = [];

    public ParsedLink? Previous { get; init; }

    public ParsedLink? Next { get; init; }

    /// <summary>The following page of the same article (下一页).</summary>
    public string? NextPageUrl { get; init; }

    /// <summary>
    /// True if the page asks for a subscription, a login or an app to read on, so this may be only the beginning of the text.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsBeginning { get; init; }
}

public sealed record ParsedAuthor(string Name, string? Url = null, string? Email = null);

/// <summary>The original publisher of a repost.</summary>
public sealed record ParsedOrigin(string? Name, string? Url = null);

public sealed record ParsedLink(string Title, string Url);

/// <param name="Url">Absolute http(s) address.</param>
/// <param name="MimeType">As stated or guessed from the address.</param>
/// <param name="Title">Plain text.</param>
/// <param name="SizeInBytes">The size that the source states.</param>
/// <param name="Duration">The duration of audio or video that the source states.</param>
public sealed record ParsedAttachment(
    string Url, string? MimeType = null, string? Title = null, long? SizeInBytes = null, TimeSpan? Duration = null);

/// <summary>The precision with which a source states a date.</summary>
public enum DatePrecision
{
    Second,
    Minute,
    Day,
    Month,
    Year,
}

/// <summary>
/// A date with the offset that its source states, or with the offset of the source's time zone. Two dates are equal when they
/// denote the same time with the same precision, whatever their origin.
/// </summary>
public readonly record struct ParsedDate(DateTimeOffset At, DatePrecision Precision)
{
    /// <summary>The evidence from which the date was read.</summary>
    public DateOrigin? Origin { get; init; }

    public bool Equals(ParsedDate other) => At == other.At && Precision == other.Precision;

    public override int GetHashCode() => HashCode.Combine(At, Precision);

    internal ParsedDate From(DateEvidence evidence, string? name, string written) =>
        this with { Origin = DateOrigin.Create(evidence, name, written) };

    internal ParsedDate CorrectedBy(DateEvidence evidence) =>
        this with { Origin = Origin is { } origin ? origin with { CorrectedBy = evidence } : null };
}
