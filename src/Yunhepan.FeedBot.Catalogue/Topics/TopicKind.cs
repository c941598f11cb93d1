namespace Yunhepan.FeedBot.Catalogue.Topics;

/// <summary>The kinds of what one can follow; the numbers are stored.</summary>
public enum TopicKind
{
    Category = 0,
    Source = 1,
    Publisher = 2,
    Region = 3,

    /// <summary>A word or phrase in title or text; no tree holds it.</summary>
    Word = 4,
}
