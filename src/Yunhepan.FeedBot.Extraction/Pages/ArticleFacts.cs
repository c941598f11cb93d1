namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>What stands around an article: when, by whom, from where.</summary>
internal sealed class ArticleFacts
{
    public ParsedDate? Published { get; set; }

    /// <summary>The year or day of <see cref="Published"/> was counted from the fetch.</summary>
    public bool IsPublishedVague { get; set; }

    /// <summary>A label near the title announced <see cref="Published"/>, and in full: 发布时间, Published, Veröffentlicht.</summary>
    public bool IsPublishedLabelled { get; set; }

    /// <summary>Nothing stands between <see cref="Published"/> and the title but other facts.</summary>
    public bool IsPublishedAtTitle { get; set; }

    /// <summary>The title that they stand around.</summary>
    public string? Title { get; set; }

    public ParsedDate? Modified { get; set; }

    /// <summary>The day under the text, beside the name of who signs it.</summary>
    public ParsedDate? SignedOff { get; set; }

    public ParsedOrigin? Origin { get; set; }

    public List<string> Authors { get; } = [];

    public string? Editor { get; set; }

    /// <summary>Whether a line near the title told when or from where.</summary>
    public bool HasInfoLine { get; set; }

    public List<string> Tags { get; } = [];

    /// <summary>Lines that told something of the article and are no part of its body.</summary>
    public HashSet<int> Lines { get; } = [];
}
