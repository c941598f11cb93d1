namespace Yunhepan.FeedBot.Extraction.Pages;

/// <summary>All that was found on a page before it is written down as items.</summary>
/// <param name="Items">Its items, should it be a list.</param>
/// <param name="ItemLines">Numbers of the lines that show the items' titles.</param>
internal sealed record PageReading(
    PageContext Page,
    BodyCandidate? Body,
    FoundTitle? Title,
    ArticleFacts Facts,
    IReadOnlyList<ParsedItem> Items,
    IReadOnlyList<int> ItemLines,
    PageJudgement Judgement);
