using AngleSharp.Css.Parser;

namespace Yunhepan.FeedBot.Extraction;

/// <summary>
/// CSS selectors (Selectors Level 4, as AngleSharp reads them) with which an operator corrects the engine. Each selector
/// overrides the engine where it matches something; none is required.
/// </summary>
public sealed record PageSelectors
{
    /// <summary>Each match is one entry of a list page: its first link, with the date from its text.</summary>
    public string? Items { get; init; }

    /// <summary>
    /// True if <see cref="Items"/> names one of several lists, so that none of the others may be taken if it matches nothing.
    /// </summary>
    public bool IsRequired { get; init; }

    /// <summary>The article's title.</summary>
    public string? Title { get; init; }

    /// <summary>The element whose text states the time of publication.</summary>
    public string? Date { get; init; }

    /// <summary>The element that holds the article's body.</summary>
    public string? Content { get; init; }

    /// <summary>Returns true if the text is a valid CSS selector.</summary>
    public static bool IsValid(string selector) => new CssSelectorParser().ParseSelector(selector) is not null;
}
