namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>Everything found on a page before it is converted to items.</summary>
/// <param name="Items">The items of the page if it is a list.</param>
/// <param name="ItemLines">Numbers of the lines that show the items' titles.</param>
internal sealed record PageReading(
    PageContext Page,
    BodyCandidate? Body,
    FoundTitle? Title,
    ArticleFacts Facts,
    IReadOnlyList<ParsedItem> Items,
    IReadOnlyList<int> ItemLines,
    PageJudgement Judgement);
