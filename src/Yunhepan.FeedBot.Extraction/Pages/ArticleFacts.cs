namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>The facts that a page states about an article: when, by whom and from where.</summary>
internal sealed class ArticleFacts
{
    public ParsedDate? Published { get; set; }

    /// <summary>True if the year or day of <see cref="Published"/> was derived from the time of the fetch.</summary>
    public bool IsPublishedVague { get; set; }

    /// <summary>
    /// True if a label near the title announced <see cref="Published"/> in full: 发布时间, Published, Veröffentlicht.
    /// </summary>
    public bool IsPublishedLabelled { get; set; }

    /// <summary>
    /// How many lines a date without a label is below the title; below 0 if it is above, and null if <see cref="Published"/> is
    /// another one.
    /// </summary>
    public int? PublishedBelowTitle { get; set; }

    /// <summary>True if only other facts lie between <see cref="Published"/> and the title.</summary>
    public bool IsPublishedAtTitle => PublishedBelowTitle is >= -1 and <= 2;

    /// <summary>The title that the facts surround.</summary>
    public string? Title { get; set; }

    public int? TitleLine { get; set; }

    public ParsedDate? Modified { get; set; }

    /// <summary>The date below the text, next to the name of the office that signs it.</summary>
    public ParsedDate? SignedOff { get; set; }

    public ParsedOrigin? Origin { get; set; }

    public List<string> Authors { get; } = [];

    public string? Editor { get; set; }

    /// <summary>True if a line near the title states a date or an origin.</summary>
    public bool HasInfoLine { get; set; }

    public List<string> Tags { get; } = [];

    /// <summary>Numbers of the lines that state facts about the article and are not part of its body.</summary>
    public HashSet<int> Lines { get; } = [];
}
